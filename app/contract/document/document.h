// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "contract/checking/verdict.h"
#include "contract/document/asyncapi_reader.h"
#include "contract/document/channel.h"
#include "contract/document/message.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace framescope::contract {

struct Compilation;

/// A contract: the messages that an AsyncAPI document (2.x, 3.x) describes, or a JSON Schema, whose
/// alternatives (oneOf) or definitions ($defs, if there is nothing else) are the messages.
/// Immutable and thread-safe; a Checker holds messages against it.
class Document
{
public:
    using Ptr = std::shared_ptr<const Document>;

    /// Reads a file, JSON or YAML. Errors name file, line and column.
    static Result<Ptr> open(const std::string& path, Side side = Side::Server);
    /// Reads a text; messages name it `name`. Other files are read from `folder`; none if empty.
    static Result<Ptr> read(std::string_view text, const std::string& name,
                            const std::string& folder = {}, Side side = Side::Server);
    ~Document();

    const std::vector<Message>& messages() const { return messages_; }
    /// Of an AsyncAPI document.
    const std::vector<Channel>& channels() const { return channels_; }
    /// The channel that a request to that target is for; nullopt if there is none, or it is unknown
    /// which.
    std::optional<std::size_t> channelFor(std::string_view target) const;
    /// Whether it is AsyncAPI 3, which says what answers what.
    bool saysReplies() const;
    /// The place that the $ref of a value leads to, or the value's own.
    Place followed(Place place) const;
    /// The message of that name, ignoring case; nullopt if there is none.
    std::optional<std::size_t> find(std::string_view name) const;
    /// The name of the message of a verdict, also if it is only the nearest; empty if none.
    std::string messageName(const Verdict& verdict) const;
    /// The whole document, for what else is in it.
    const YamlValue& value() const { return *root_.value; }
    const std::string& file() const { return root_.file; }
    /// The place of the oneOf that says that a message is just one of these; empty if nothing does.
    const std::string& justOne() const { return justOne_; }
    /// What in the document is not checked, each with its place.
    const std::vector<std::string>& remarks() const { return remarks_; }
    /// The first regular expression that can't be used; nullopt if all can.
    const std::optional<Error>& unusable() const;

private:
    Document();
    static Result<Ptr> made(std::shared_ptr<Document> document, Result<Place> root, Side side);
    Result<void> readMessages(Side side);
    void readSchema();
    void addSchema(const Place& place, const std::string& name, bool isPart);
    Result<void> compile();

    std::unique_ptr<Compilation> compilation_;
    Place root_;
    std::vector<Message> messages_;
    std::vector<Channel> channels_;
    bool wholeApplies_ = false; ///< the schema says more than its alternatives do
    std::string justOne_;
    std::vector<std::string> remarks_;
};

} // namespace framescope::contract
