// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/document/document.h"

#include "contract/document/discriminators.h"
#include "contract/schema/compilation.h"
#include "contract/schema/compiler.h"
#include "contract/schema/keywords.h"
#include "contract/schema/recognition.h"

#include <algorithm>
#include <filesystem>

namespace framescope::contract {

namespace {

/// Whether a schema says something about values beside the keyword.
bool checksMoreThan(const YamlValue& schema, std::string_view keyword)
{
    return std::ranges::any_of(schema.entries, [&](const YamlEntry& entry) {
        const Keyword* known = findKeyword(entry.key);
        return known && known->compile && entry.key != keyword;
    });
}

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(result, result.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return result;
}

/// The name of an alternative of a schema.
std::string alternativeName(const YamlValue& schema, std::size_t number)
{
    const std::string_view reference = stringAt(schema, "$ref");
    const std::size_t slash = reference.rfind('/');
    if (slash != reference.npos && slash + 1 < reference.size()) {
        std::string_view step = reference.substr(slash);
        return takeStep(step);
    }
    if (const auto title = stringAt(schema, "title"); !title.empty()) {
        return std::string(title);
    }
    if (const YamlValue* properties = at(schema, "properties"); properties && isMap(*properties)) {
        for (const YamlEntry& entry : properties->entries) {
            const YamlValue* value = at(entry.value, "const");
            if (value && isString(*value)) {
                return value->text;
            }
        }
    }
    return "alternative " + std::to_string(number);
}

/// Orders channels that a target is for: more segments are closer, then fewer parameters.
std::pair<std::ptrdiff_t, std::ptrdiff_t> closeness(const Channel& channel)
{
    const std::string_view path = channel.address;
    return {std::ranges::count(path, '/') + (path.empty() || path.front() == '/' ? 0 : 1),
            -std::ranges::count(path, '{')};
}

} // namespace

Document::Document() : compilation_(std::make_unique<Compilation>()) {}
Document::~Document() = default;

Result<Document::Ptr> Document::open(const std::string& path, Side side)
{
    auto document = std::shared_ptr<Document>(new Document);
    auto root = document->compilation_->resources.open(path);
    return made(std::move(document), std::move(root), side);
}

Result<Document::Ptr> Document::read(std::string_view text, const std::string& name,
                                     const std::string& folder, Side side)
{
    auto document = std::shared_ptr<Document>(new Document);
    auto root = document->compilation_->resources.add(text, name, folder);
    return made(std::move(document), std::move(root), side);
}

Result<Document::Ptr> Document::made(std::shared_ptr<Document> document, Result<Place> root,
                                     Side side)
{
    if (!root) {
        return tl::unexpected(root.error());
    }
    document->root_ = *std::move(root);
    return document->readMessages(side)
        .and_then([&] { return document->compile(); })
        .map([&]() -> Ptr { return std::move(document); });
}

Result<void> Document::readMessages(Side side)
{
    if (isAsyncApi(value())) {
        AsyncApiReader reader(compilation_->resources, root_, side);
        auto messages = reader.read();
        if (!messages) {
            return tl::unexpected(messages.error());
        }
        messages_ = *std::move(messages);
        channels_ = reader.channels();
        remarks_ = reader.remarks();
        return {};
    }
    if (auto recognised = recogniseSchema(root_); !recognised) {
        return recognised;
    }
    compilation_->resources.index(root_);
    root_ = compilation_->resources.identified(root_);
    readSchema();
    return {};
}

void Document::readSchema()
{
    for (const char* keyword : {"oneOf", "anyOf"}) {
        const YamlValue* alternatives = at(value(), keyword);
        if (!alternatives || !isList(*alternatives) || alternatives->items.empty()) {
            continue;
        }
        const bool isPart = checksMoreThan(value(), keyword);
        const Place list = root_.inner(keyword, *alternatives);
        justOne_ = std::string_view(keyword) == "oneOf" ? list.location() : std::string();
        for (std::size_t i = 0; i < alternatives->items.size(); ++i) {
            addSchema(list.inner(std::to_string(i), alternatives->items[i]),
                      alternativeName(alternatives->items[i], i + 1), isPart);
        }
        return;
    }
    for (const char* keyword : {"$defs", "definitions"}) {
        const YamlValue* definitions = at(value(), keyword);
        if (!definitions || !isMap(*definitions) || definitions->entries.empty() ||
            checksMoreThan(value(), keyword)) {
            continue;
        }
        const Place map = root_.inner(keyword, *definitions);
        for (const YamlEntry& entry : definitions->entries) {
            addSchema(map.inner(entry.key, entry.value), entry.key, false);
        }
        return;
    }
    const std::string_view title = stringAt(value(), "title");
    const std::string stem = std::filesystem::path(root_.file).stem().string();
    addSchema(root_, title.empty() ? stem.substr(0, stem.find('.')) : std::string(title), false);
}

void Document::addSchema(const Place& place, const std::string& name, bool isPart)
{
    std::string unique = name;
    for (int i = 2; find(unique); ++i) {
        unique = name + ' ' + std::to_string(i);
    }
    Message message;
    message.name = unique;
    message.place = place;
    message.payload = place;
    message.fromServer = true;
    message.fromClient = true;
    message.isUnasked = true;
    messages_.push_back(std::move(message));
    wholeApplies_ = isPart;
}

Result<void> Document::compile()
{
    Resources& resources = compilation_->resources;
    for (const Message& message : messages_) {
        if (message.payload.value && isAsyncApi(value())) {
            resources.index(message.payload);
        }
    }
    findDiscriminators(resources, messages_);
    Compiler compiler(resources, compilation_->rules);
    for (Channel& channel : channels_) {
        for (auto [place, rules] : {std::pair(&channel.query, &channel.queryRules),
                                    std::pair(&channel.headers, &channel.headerRules)}) {
            if (place->value) {
                resources.index(*place);
                *rules = compiler.add(*place);
            }
        }
    }
    for (Message& message : messages_) {
        message.rules = message.payload.value ? compiler.add(message.payload) : nullptr;
        message.also = wholeApplies_ ? compiler.add(root_) : nullptr;
    }
    const auto finished = compiler.finish();
    remarks_.insert(remarks_.end(), compiler.remarks().begin(), compiler.remarks().end());
    compilation_->unusable = compiler.unusable();
    return finished;
}

std::optional<std::size_t> Document::channelFor(std::string_view target) const
{
    std::optional<std::size_t> closest;
    bool isSure = false;
    for (std::size_t i = 0; i < channels_.size(); ++i) {
        if (!channels_[i].isFor(target)) {
            continue;
        }
        const auto here = closeness(channels_[i]);
        if (!closest || closeness(channels_[*closest]) < here) {
            closest = i;
            isSure = true;
        } else if (closeness(channels_[*closest]) == here) {
            isSure = false;
        }
    }
    return isSure ? closest : std::nullopt;
}

bool Document::saysReplies() const
{
    return stringAt(value(), "asyncapi").starts_with("3.");
}

Place Document::followed(Place place) const
{
    constexpr int Most = 50; // a circle was a mistake when it was compiled
    for (int i = 0; i < Most; ++i) {
        const YamlValue* reference = at(*place.value, "$ref");
        if (!reference) {
            break;
        }
        auto target = compilation_->resources.resolve(place, reference->text, reference->mark);
        if (!target) {
            break;
        }
        place = *std::move(target);
    }
    return place;
}

const std::optional<Error>& Document::unusable() const
{
    return compilation_->unusable;
}

std::optional<std::size_t> Document::find(std::string_view name) const
{
    const auto found = std::ranges::find(
        messages_, lower(name), [](const Message& message) { return lower(message.name); });
    return found == messages_.end()
               ? std::nullopt
               : std::optional(static_cast<std::size_t>(found - messages_.begin()));
}

std::string Document::messageName(const Verdict& verdict) const
{
    return verdict.message ? messages_[*verdict.message].name : std::string();
}

} // namespace framescope::contract
