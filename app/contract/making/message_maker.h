// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "contract/document/document.h"
#include "contract/making/dice.h"
#include "contract/making/schema_parts.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace framescope::contract {

/// Makes messages that a contract describes: from their examples in turn, else from their schemas.
/// The same seed gives the same messages.
class MessageMaker
{
public:
    MessageMaker(Document::Ptr document, std::uint32_t seed);

    /// The payload of a message, of Document::messages, that fits it. An error says why none could
    /// be made.
    Result<std::string> make(std::size_t message);

private:
    std::string exampleOf(const Message& message, const YamlValue& example) const;
    std::vector<Violation> violations(const Message& message, const std::string& payload) const;
    std::string payloadOf(const Message& message);

    bool goesOn(int depth) const;
    bool spend(std::size_t size);
    std::string value(const Place& schema, int depth);
    std::string object(const SchemaParts& parts, int depth);
    std::string array(const SchemaParts& parts, int depth);
    std::string text(const SchemaParts& parts);
    std::string number(const SchemaParts& parts, bool isInteger);

    Document::Ptr document_;
    Dice dice_;
    std::vector<std::size_t> next_; ///< example of each message
    bool takesExamples_ = true;     ///< also those in schemas, and defaults
    std::size_t left_ = 0;          ///< what may still be made of a message; schemas multiply
};

} // namespace framescope::contract
