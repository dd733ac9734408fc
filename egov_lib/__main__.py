"""`python -m egov_lib`: the command line."""

from egov_lib.command_line import main

if __name__ == "__main__":
    main()
