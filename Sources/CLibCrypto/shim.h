#pragma once
// Only what Swift cannot import by itself belongs here.
//
// SHA256_Init/Update/Final are deprecated since OpenSSL 3.0 but are the only way to copy a keyed
// hash state without an allocation (8.5 M short HMACs a second against 0.7 M through EVP_MAC).
#define OPENSSL_SUPPRESS_DEPRECATED 1
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <openssl/sha.h>
