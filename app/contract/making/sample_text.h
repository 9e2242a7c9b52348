// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/making/dice.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace framescope::contract {

/// A word of small letters.
std::string sampleWord(std::size_t least, std::size_t most, Dice& dice);
/// A text of a format of JSON Schema; empty if there is none for it.
std::string sampleOfFormat(std::string_view format, Dice& dice);
/// A text that has what a simple regular expression finds: letters, classes, groups, alternatives
/// and repetitions. Empty if the expression has anything else.
std::string sampleOfPattern(std::string_view pattern, Dice& dice);

} // namespace framescope::contract
