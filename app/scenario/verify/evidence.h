// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/model/scenario.h"

#include <cstdint>
#include <set>
#include <string>

namespace framescope::scenario {

/// The names of recordings of runs.
class EvidenceNames
{
public:
    /// "close-codes-code=1001.pcapng": of the file, the values of the matrix, and the number among
    /// `repeats`, if there are several, from 1. What a file system may not take is replaced; at
    /// most 200 bytes. No name is given twice.
    std::string next(const std::string& file, const Values& values, std::uint64_t number = 1,
                     std::uint64_t repeats = 1);

private:
    std::set<std::string> given_;
};

} // namespace framescope::scenario
