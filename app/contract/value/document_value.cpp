// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/value/document_value.h"

#include "base/text/utf8_validator.h"
#include "codec/json/json_outline.h"
#include "codec/value_text.h"
#include "collection/yaml/core_schema.h"
#include "contract/value/json_nodes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_set>

namespace framescope::contract {

using codec::JsonKind;

namespace {

/// Finds lines and columns of ascending positions.
class Marks
{
public:
    explicit Marks(std::string_view text) : text_(text) {}

    YamlMark at(std::size_t position)
    {
        for (; at_ < position && at_ < text_.size(); ++at_) {
            if (text_[at_] == '\n') {
                ++line_;
                lineStart_ = at_ + 1;
            }
        }
        return {line_, static_cast<int>(position - lineStart_) + 1};
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t lineStart_ = 0;
    int line_ = 1;
};

/// Makes values of the nodes of a JSON text. Recurses as deep as they are nested.
class JsonValues
{
public:
    explicit JsonValues(const JsonNodes& json, std::string file)
        : json_(json), file_(std::move(file)), marks_(json.text())
    {
    }

    Result<YamlValue> take()
    {
        YamlValue value = read(JsonNodes::Root);
        if (mistake_) {
            return tl::unexpected(*mistake_);
        }
        return value;
    }

private:
    YamlValue read(JsonNodes::Id id)
    {
        const JsonNodes::Node& node = json_[id];
        std::string buffer;
        YamlValue value;
        const YamlMark mark = marks_.at(node.begin);
        if (node.kind == JsonKind::Object || node.kind == JsonKind::Array) {
            value = node.kind == JsonKind::Object ? readMembers(id) : readItems(id);
        } else if (node.kind == JsonKind::String) {
            value = YamlValue::of(json_.string(id, buffer));
        } else if (node.kind != JsonKind::Null) {
            value = YamlValue::plain(json_.raw(id));
        }
        value.mark = mark;
        return value;
    }

    YamlValue readMembers(JsonNodes::Id object)
    {
        YamlValue value = YamlValue::map();
        std::unordered_set<std::string_view> keys;
        for (auto id = JsonNodes::firstChild(object); id < json_[object].next;
             id = json_[id].next) {
            const std::string_view key = json_[id].key;
            YamlValue member = read(id);
            if (!keys.insert(key).second && !mistake_) {
                mistake_ = Error{"the key \"" + std::string(key) + "\" stands here twice",
                                 collection::placeText(file_, member.mark), "remove one of them"};
            }
            const YamlMark mark = member.mark;
            value.entries.push_back({std::string(key), std::move(member), mark});
        }
        return value;
    }

    YamlValue readItems(JsonNodes::Id array)
    {
        YamlValue value = YamlValue::list({});
        for (auto id = JsonNodes::firstChild(array); id < json_[array].next; id = json_[id].next) {
            value.items.push_back(read(id));
        }
        return value;
    }

    const JsonNodes& json_;
    std::string file_;
    Marks marks_;
    std::optional<Error> mistake_;
};

Result<YamlValue> readJsonDocument(std::string_view text, const std::string& file)
{
    Utf8Validator validator;
    validator.feed(asBytes(text));
    if (!validator.finish()) {
        const auto at = static_cast<std::size_t>(validator.errorOffset().value_or(text.size()));
        return failure("the text is not UTF-8", collection::placeText(file, Marks(text).at(at)));
    }
    JsonNodes json;
    if (const auto wrong = json.read(text, JsonNodes::Repeated::AllCount)) {
        return failure((wrong->isLimit ? "" : "this is no JSON: ") + wrong->what,
                       collection::placeText(file, Marks(text).at(wrong->at)));
    }
    return JsonValues(json, file).take();
}

/// Writes truth values and numbers of YAML as JSON has them.
std::optional<Error> readCoreSchema(YamlValue& value, const std::string& file)
{
    if (auto form = collection::jsonForm(value)) {
        if (form->empty()) {
            return Error{"JSON has no number like " + value.text,
                         collection::placeText(file, value.mark),
                         "a text has quotation marks: \"" + value.text + '"'};
        }
        value.text = *std::move(form);
    }
    for (YamlValue& item : value.items) {
        if (auto wrong = readCoreSchema(item, file)) {
            return wrong;
        }
    }
    for (YamlEntry& entry : value.entries) {
        if (auto wrong = readCoreSchema(entry.value, file)) {
            return wrong;
        }
    }
    return {};
}

} // namespace

Result<YamlValue> readDocument(std::string_view text, const std::string& file)
{
    if (text.size() > collection::MostYamlBytes) {
        return failure("more than 4 MiB are not read", file);
    }
    auto json = readJsonDocument(text, file);
    const bool isNamedJson = file.ends_with(".json");
    if (json || isNamedJson) {
        return json;
    }
    auto documents = collection::readYaml(text, file);
    if (!documents) {
        return codec::beginsLikeJson(asBytes(text)) ? json : tl::unexpected(documents.error());
    }
    if (documents->size() != 1) {
        return failure(documents->empty() ? "the document is empty"
                                          : "there are several documents in the file",
                       file, "a contract is one document");
    }
    if (auto wrong = readCoreSchema(documents->front(), file)) {
        return tl::unexpected(*std::move(wrong));
    }
    return std::move(documents->front());
}

JsonKind kindOf(const YamlValue& value)
{
    switch (value.kind) {
    case YamlValue::Kind::Null:
        return JsonKind::Null;
    case YamlValue::Kind::List:
        return JsonKind::Array;
    case YamlValue::Kind::Map:
        return JsonKind::Object;
    default:
        break;
    }
    if (value.quoted) {
        return JsonKind::String;
    }
    if (value.text == "true" || value.text == "false") {
        return value.text == "true" ? JsonKind::True : JsonKind::False;
    }
    const codec::JsonToken number = codec::readJsonNumber(value.text, 0);
    return !number.mistake && number.end == value.text.size() ? JsonKind::Number : JsonKind::String;
}

std::string_view kindText(JsonKind kind)
{
    constexpr auto Texts = std::to_array<std::string_view>(
        {"an object", "an array", "a string", "a number", "true", "false", "null"});
    return Texts[static_cast<std::size_t>(kind)];
}

bool isMap(const YamlValue& value)
{
    return value.kind == YamlValue::Kind::Map;
}

bool isList(const YamlValue& value)
{
    return value.kind == YamlValue::Kind::List;
}

bool isString(const YamlValue& value)
{
    return kindOf(value) == JsonKind::String;
}

const YamlValue* at(const YamlValue& value, std::string_view key)
{
    const YamlEntry* entry = isMap(value) ? value.find(key) : nullptr;
    return entry ? &entry->value : nullptr;
}

std::string_view stringAt(const YamlValue& value, std::string_view key)
{
    const YamlValue* found = at(value, key);
    return found && isString(*found) ? std::string_view(found->text) : std::string_view();
}

std::string jsonText(const YamlValue& value)
{
    std::string text;
    const auto separate = [&text] { text += text.size() > 1 ? "," : ""; };
    switch (kindOf(value)) {
    case JsonKind::Object:
        text = "{";
        for (const YamlEntry& entry : value.entries) {
            separate();
            text += codec::quoted(asBytes(entry.key)) + ':' + jsonText(entry.value);
        }
        return text + '}';
    case JsonKind::Array:
        text = "[";
        for (const YamlValue& item : value.items) {
            separate();
            text += jsonText(item);
        }
        return text + ']';
    case JsonKind::String:
        return codec::quoted(asBytes(value.text));
    case JsonKind::Null:
        return "null";
    default:
        return value.text;
    }
}

std::string pointerStep(std::string_view key)
{
    std::string step = "/";
    for (const char c : key) {
        step += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    }
    return step;
}

std::string takeStep(std::string_view& pointer)
{
    pointer.remove_prefix(1);
    const std::string_view escaped = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(escaped.size());
    std::string step;
    for (std::size_t i = 0; i < escaped.size(); ++i) {
        const std::string_view two = escaped.substr(i, 2);
        if (two == "~0" || two == "~1") {
            step += two == "~0" ? '~' : '/';
            ++i;
        } else {
            step += escaped[i];
        }
    }
    return step;
}

const YamlValue* child(const YamlValue& value, std::string_view step)
{
    if (!isList(value)) {
        return at(value, step);
    }
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
    const bool isIndex = error == std::errc() && end == step.data() + step.size();
    return isIndex && index < value.items.size() ? &value.items[index] : nullptr;
}

} // namespace framescope::contract
