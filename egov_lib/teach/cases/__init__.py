"""The case file: pin passages with claims while reading, and write a one-page brief of them.

`pins` is the format, `casefile` what a student does, `facts` and `fit` lay a claim beside its
passage, `brief` and `word` write the page. A program says "fits" or where a claim goes beyond its
passage, never "right".
"""

from egov_lib.teach.cases.casefile import CaseFile, case_file

__all__ = ["CaseFile", "case_file"]
