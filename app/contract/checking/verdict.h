// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "contract/schema/violation.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace framescope::contract {

/// How a message stands to a contract.
struct Verdict
{
    enum class Kind : std::uint8_t {
        Fits,   ///< it is `message`
        Breaks, ///< it is `message` by what names its kind, or the only one possible, but not valid
        Unknown, ///< it is none; `message` is the nearest
    };

    Kind kind = Kind::Unknown;
    std::optional<std::size_t> message; ///< in Document::messages
    std::vector<Violation> violations;  ///< of that message; empty if it fits
    std::optional<Violation> skipped;   ///< of one that fits otherwise: what was not checked
    bool isDecoded = false;             ///< positions are those of the decoded JSON

    bool fits() const { return kind == Kind::Fits; }
    /// Whether it counts as that message, valid or not.
    bool isMessage(std::size_t number) const { return kind != Kind::Unknown && message == number; }
};

class Document;

/// The verdict as a sentence: "breaks order: $.price: is a string, not a number (and 2 more)".
std::string verdictText(const Document& document, const Verdict& verdict);

} // namespace framescope::contract
