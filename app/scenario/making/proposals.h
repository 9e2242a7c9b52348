// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/making/looks.h"
#include "scenario/making/recorded.h"

#include <optional>
#include <string>
#include <vector>

namespace framescope::scenario {

/// A value that is probably another one in the next run, and what a scenario does about it.
struct Proposal
{
    enum class Use {
        Taken,  ///< received, and sent later: `set:` takes it, and {{name}} stands where it was
        Made,   ///< sent first: a template makes another one for each run
        Kept,   ///< sent first: a variable of the file has it, to be given another value
        Secret, ///< sent first, and a secret: {{secret.NAME}}, which is not in the file
        Any     ///< received alone: any value of that look is expected there
    };

    Use use = Use::Any;
    std::optional<Look> look; ///< nullopt of Any: any number
    std::string name;         ///< of the variable; of Any only to tell them apart
    std::string value;        ///< the first one
    std::string path;         ///< in JSON; empty: in a text
    std::size_t line = 0;     ///< of Recorded, where it stands first
    bool chosen = true;       ///< whether it is probable enough to be done unasked
};

/// Looks for them in the messages of the lines.
std::vector<Proposal> proposalsFor(const Recorded& recorded);

/// A sentence about it: "received at $.id, then sent again".
std::string wordsFor(const Proposal& proposal);

/// A value in a message: a leaf of JSON, or a word of another text.
struct MessageValue
{
    std::string value;
    std::string key;
    std::string path;
    bool isNumber = false;
};
std::vector<MessageValue> valuesIn(const std::string& payload);

/// Whether the value stands in the text as a whole.
bool hasWhole(std::string_view text, std::string_view value);

} // namespace framescope::scenario
