# SPDX-License-Identifier: GPL-3.0-or-later
framescope_bench(NAME bench_contract SOURCES bench_contract.cpp ROOMS base contract)
