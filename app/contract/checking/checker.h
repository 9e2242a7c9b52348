// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/direction.h"
#include "contract/checking/verdict.h"
#include "contract/document/document.h"
#include "contract/value/json_nodes.h"

#include <memory>
#include <vector>

namespace framescope::contract {

struct Held;

/// Holds messages against a contract. It keeps its memory from one to the next, so use one object
/// per thread.
class Checker
{
public:
    explicit Checker(Document::Ptr contract);

    const Document& contract() const { return *contract_; }

    /// Leaves only the messages of a channel, in Document::channels; nullopt: all.
    void setChannel(std::optional<std::size_t> channel) { channel_ = channel; }
    /// Holds the payload of a message against the schemas of its direction. What is no JSON is
    /// decoded first if its encoding is recognised (MessagePack, CBOR, BSON, gzip, base64,
    /// Socket.IO …); other text is checked as a string.
    Verdict check(Direction direction, ByteView payload, bool isText);

private:
    struct Value
    {
        std::string text;
        JsonNodes json;
    };
    struct Kind ///< of a message of the contract
    {
        std::size_t message = 0;
        std::vector<std::pair<std::string, std::vector<std::unique_ptr<Value>>>> discriminators;
        std::size_t likeness = 0; ///< discriminators that the current message has
    };

    void read(ByteView payload, bool isText);
    bool isPossible(const Kind& kind, Direction direction) const;
    bool findLikeness(Kind& kind) const;
    const JsonNodes& valueFor(const Message& message) const;
    Held fits(const Kind& kind, std::vector<Violation>* violations) const;
    std::optional<Verdict> fitting() const;
    Verdict verdictThatFits(const Kind& kind, std::optional<Violation> skipped) const;
    Verdict wrong(std::vector<Kind*>& tried) const;
    Violation ofNoKind(const std::vector<Kind*>& tried) const;

    Document::Ptr contract_;
    std::vector<Kind> kinds_;
    std::vector<Kind*> tried_;
    std::optional<std::size_t> channel_;
    JsonNodes json_;   ///< of the current payload
    JsonNodes asText_; ///< the current payload as a string
    std::string decoded_;
    std::optional<JsonNodes::Failure> failure_; ///< why it is no JSON
    bool isJson_ = false;
    bool isDecoded_ = false;
    bool isText_ = false;
};

} // namespace framescope::contract
