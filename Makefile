# make demo    everything on a bare Debian 12 with Swift: install, build, scan, mask, verify
# make test    install, build, run every test, a real PostgreSQL included
PREFIX ?= /usr/local
DESTDIR ?=
RELEASE = .build/release

.PHONY: build test demo lint install clean packages help

help:
	@echo "make build | test | demo | lint | install PREFIX=/usr/local | clean"

packages:
	@.ci/packages

build: packages
	@.ci/step "build bauta (release)" swift build -c release --product bauta --static-swift-stdlib

test: packages
	@.ci/step "build everything with tests" swift build --build-tests
	@.ci/step "run every test" swift test --disable-xctest --skip-build

demo: build
	@samples/demo.sh $(RELEASE)/bauta

lint:
	@.ci/step "swift format lint" swift format lint --strict --recursive --parallel \
		Package.swift Sources Tests Benchmarks

# The program beside its rules: `bauta` looks for ../share/bauta/rules from where it is.
install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/bauta
	install -m 755 $(RELEASE)/bauta $(DESTDIR)$(PREFIX)/bin/bauta
	cp -R rules $(DESTDIR)$(PREFIX)/share/bauta/
	BAUTA_RULES=$(DESTDIR)$(PREFIX)/share/bauta/rules $(RELEASE)/bauta rules compile \
		--out $(DESTDIR)$(PREFIX)/share/bauta/rules/rules.compiled

clean:
	rm -rf .build demo-output
