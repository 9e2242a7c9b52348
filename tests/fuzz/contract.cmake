# SPDX-License-Identifier: GPL-3.0-or-later
framescope_fuzz(NAME fuzz_contract SOURCES fuzz_contract.cpp ROOMS base contract)
