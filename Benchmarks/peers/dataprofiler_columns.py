"""DataProfiler's label of every column."""
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import dataprofiler
import pandas

from tables import say, tables

SAMPLE = 50
TYPES = {
    "ADDRESS": "street_address", "BAN": "bank_account", "CREDIT_CARD": "credit_card",
    "EMAIL_ADDRESS": "email", "UUID": "uuid", "HASH_OR_KEY": "api_key_or_token",
    "IPV4": "ip_address", "IPV6": "ip_address", "MAC_ADDRESS": "mac_address",
    "PERSON": "person_name", "PHONE_NUMBER": "phone", "SSN": "us_ssn", "URL": "url",
    "US_STATE": "state_region", "DRIVERS_LICENSE": "driver_license",
}


def main():
    dataprofiler.set_verbosity(50)
    options = dataprofiler.ProfilerOptions()
    options.set({"*.is_enabled": False, "data_labeler.is_enabled": True,
                 "data_labeler.max_sample_size": SAMPLE})
    options.structured_options.multiprocess.is_enabled = False
    for source, table, columns in tables(sys.argv[1]):
        frame = pandas.DataFrame({name: cells for name, cells in columns})
        profile = dataprofiler.Profiler(
            frame, profiler_type="structured", options=options, samples_per_update=500)
        for column in profile.report({"output_format": "compact"})["data_stats"]:
            label = str(column.get("data_label") or "").split("|")[0]
            say(source, table, column["column_name"], TYPES.get(label, "none"), 1.0)


if __name__ == "__main__":
    main()
