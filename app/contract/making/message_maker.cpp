// SPDX-License-Identifier: GPL-3.0-or-later
#include "contract/making/message_maker.h"

#include "codec/value_text.h"
#include "contract/making/sample_text.h"
#include "contract/schema/compilation.h"
#include "contract/value/json_nodes.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

namespace framescope::contract {

namespace {

constexpr int MostTries = 30;
constexpr int DeepestOptional = 5; ///< below this, only what a schema requires
constexpr int Deepest = 40;
/// What a message may take: its texts in bytes, and so much for each value.
constexpr std::size_t MostMade = 8'000'000;
constexpr std::size_t PerValue = 100;

std::optional<double> numberIn(const YamlValue* value)
{
    double number = 0;
    if (!value ||
        std::from_chars(value->text.data(), value->text.data() + value->text.size(), number).ec !=
            std::errc()) {
        return std::nullopt;
    }
    return number;
}

/// The count that a keyword says, at most `most`.
std::size_t countIn(const SchemaParts& parts, const char* keyword, std::size_t otherwise,
                    std::size_t most = 100'000)
{
    const auto number = numberIn(parts.value(keyword));
    return number && *number >= 0
               ? static_cast<std::size_t>(std::min(*number, static_cast<double>(most)))
               : otherwise;
}

std::string numberText(double value)
{
    std::string text(32, '\0');
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    text.resize(static_cast<std::size_t>(end - text.data()));
    return text;
}

/// The greatest of the lower limits, or the least of the upper ones, of all parts; exclusive ones
/// are `step` away.
std::optional<double> limit(const SchemaParts& parts, bool isLower, double step)
{
    const double sign = isLower ? 1 : -1;
    std::optional<double> found;
    const auto take = [&](std::optional<double> value) {
        if (value && (!found || *value * sign > *found * sign)) {
            found = value;
        }
    };
    for (const Place& part : parts.all()) {
        const YamlValue* plain = at(*part.value, isLower ? "minimum" : "maximum");
        const YamlValue* other = at(*part.value, isLower ? "exclusiveMinimum" : "exclusiveMaximum");
        const bool isExclusive = other && other->text == "true"; // of draft 4
        const auto inclusive = numberIn(plain);
        take(inclusive && isExclusive ? std::optional(*inclusive + sign * step) : inclusive);
        if (const auto exclusive = numberIn(other)) {
            take(*exclusive + sign * step);
        }
    }
    return found;
}

/// All names that the lists of a keyword have.
std::set<std::string> namesIn(const SchemaParts& parts, const char* keyword)
{
    std::set<std::string> names;
    for (const Place& part : parts.all()) {
        if (const YamlValue* list = at(*part.value, keyword)) {
            for (const YamlValue& item : list->items) {
                names.insert(item.text);
            }
        }
    }
    return names;
}

} // namespace

MessageMaker::MessageMaker(Document::Ptr document, std::uint32_t seed)
    : document_(std::move(document)), dice_(seed), next_(document_->messages().size())
{
}

Result<std::string> MessageMaker::make(std::size_t number)
{
    const Message& message = document_->messages()[number];
    const Place examples = [&] {
        const YamlValue* list = at(*message.place.value, "examples");
        const bool isMessage = isAsyncApi(document_->value()) && list && isList(*list);
        return isMessage ? message.place.inner("examples", *list) : Place{};
    }();
    std::vector<Violation> wrong;
    if (examples.value && !examples.value->items.empty()) {
        const auto& items = examples.value->items;
        std::string payload = exampleOf(message, items[next_[number]++ % items.size()]);
        wrong = violations(message, payload);
        if (wrong.empty()) {
            return payload;
        }
    }
    for (int i = 0; i < MostTries; ++i) {
        takesExamples_ = i == 0;
        left_ = MostMade;
        std::string payload = payloadOf(message);
        if (left_ == 0) {
            return failure("no message " + message.name +
                               " can be made: its lists and texts have to be too long",
                           collection::placeText(message.place.file, message.place.value->mark),
                           "give it examples");
        }
        wrong = violations(message, payload);
        if (wrong.empty()) {
            return payload;
        }
    }
    return failure(
        "no message " + message.name + " can be made, the last one had " + wrong.front().message(),
        collection::placeText(message.place.file, message.place.value->mark), "give it examples");
}

std::string MessageMaker::exampleOf(const Message& message, const YamlValue& example) const
{
    const YamlValue* payload = at(example, "payload");
    const YamlValue& value = payload ? *payload : example;
    return message.isText() && isString(value) ? value.text : jsonText(value);
}

std::vector<Violation> MessageMaker::violations(const Message& message,
                                                const std::string& payload) const
{
    JsonNodes json;
    if (message.isText()) {
        json.takeAsString(payload);
    } else if (const auto failure = json.read(payload)) {
        return {noJson(*failure)};
    }
    std::vector<Violation> all;
    for (const Rules* rules : {message.rules, message.also}) {
        if (rules && all.empty()) {
            (void)holds(*rules, json, &all);
        }
    }
    return all;
}

std::string MessageMaker::payloadOf(const Message& message)
{
    if (!message.payload.value) {
        return message.isText() ? sampleWord(5, 10, dice_) : "{}";
    }
    std::string json = value(message.payload, 0);
    JsonNodes nodes;
    if (!message.isText() || nodes.read(json) ||
        nodes[JsonNodes::Root].kind != codec::JsonKind::String) {
        return json;
    }
    std::string buffer;
    return std::string(nodes.string(JsonNodes::Root, buffer));
}

std::string MessageMaker::value(const Place& schema, int depth)
{
    if (depth > Deepest || !spend(PerValue)) {
        return "null";
    }
    const SchemaParts parts(*document_, schema, dice_);
    if (const YamlValue* only = parts.value("const")) {
        return jsonText(*only);
    }
    if (const YamlValue* list = parts.value("enum"); list && !list->items.empty()) {
        return jsonText(list->items[dice_.below(list->items.size())]);
    }
    if (takesExamples_) {
        const YamlValue* list = parts.value("examples");
        if (list && isList(*list) && !list->items.empty()) {
            return jsonText(list->items[dice_.below(list->items.size())]);
        }
        if (const YamlValue* usual = parts.value("default")) {
            return jsonText(*usual);
        }
    }
    const std::string type = parts.type();
    return type == "object"    ? object(parts, depth)
           : type == "array"   ? array(parts, depth)
           : type == "integer" ? number(parts, true)
           : type == "number"  ? number(parts, false)
           : type == "boolean" ? (dice_.below(2) == 0 ? "true" : "false")
           : type == "null"    ? "null"
                               : text(parts);
}

/// Whether to make what a schema does not require.
bool MessageMaker::goesOn(int depth) const
{
    return depth < DeepestOptional && left_ > MostMade / 2;
}

/// False if there is no more of it.
bool MessageMaker::spend(std::size_t size)
{
    left_ -= std::min(left_, size);
    return left_ > 0;
}

std::string MessageMaker::object(const SchemaParts& parts, int depth)
{
    const std::set<std::string> required = namesIn(parts, "required");
    std::string text;
    std::set<std::string> written;
    const auto write = [&](const std::string& name, const std::string& value) {
        text += (text.empty() ? "" : ",") + codec::quoted(asBytes(name)) + ':' + value;
        written.insert(name);
    };
    for (const Place& part : parts.all()) {
        const YamlValue* properties = at(*part.value, "properties");
        if (!properties || !isMap(*properties)) {
            continue;
        }
        const Place place = part.inner("properties", *properties);
        for (const YamlEntry& entry : properties->entries) {
            const bool isWanted = required.contains(entry.key) ||
                                  (goesOn(depth) && kindOf(entry.value) != codec::JsonKind::False &&
                                   (takesExamples_ || dice_.below(2) == 0));
            if (isWanted && !written.contains(entry.key)) {
                write(entry.key, value(place.inner(entry.key, entry.value), depth + 1));
            }
        }
    }
    const Place others = parts.find("additionalProperties");
    const auto another = [&] {
        return others.value && isMap(*others.value)
                   ? value(others, depth + 1)
                   : codec::quoted(asBytes(sampleWord(4, 8, dice_)));
    };
    for (const std::string& name : required) {
        if (!written.contains(name)) {
            write(name, another());
        }
    }
    for (auto missing = countIn(parts, "minProperties", 0, 1000); written.size() < missing;) {
        write("key" + std::to_string(written.size() + 1), another());
    }
    return '{' + text + '}';
}

std::string MessageMaker::array(const SchemaParts& parts, int depth)
{
    const std::size_t least = countIn(parts, "minItems", goesOn(depth) ? 1 : 0, 1000);
    const std::size_t most =
        std::max(least, std::min<std::size_t>(countIn(parts, "maxItems", 3), least + 2));
    const Place items = parts.find("items");
    const Place first = parts.find("prefixItems");
    const Place contained = parts.find("contains");
    const Place& listed = items.value && isList(*items.value) ? items : first;
    std::size_t count = least + dice_.below(most - least + 1);
    count = listed.value ? std::max(count, std::min(listed.value->items.size(), most)) : count;
    count = contained.value ? std::max<std::size_t>(count, 1) : count;
    std::string text;
    std::set<std::string> known;
    const bool areUnique = parts.value("uniqueItems") && parts.value("uniqueItems")->text == "true";
    for (std::size_t i = 0; i < count; ++i) {
        std::string item;
        for (int tries = 0; tries < MostTries; ++tries) {
            item = listed.value && i < listed.value->items.size()
                       ? value(listed.inner(std::to_string(i), listed.value->items[i]), depth + 1)
                   : contained.value && i == 0 ? value(contained, depth + 1)
                   : items.value && !isList(*items.value)
                       ? value(items, depth + 1)
                       : codec::quoted(asBytes(sampleWord(4, 8, dice_)));
            if (!areUnique || known.insert(item).second) {
                break;
            }
        }
        text += (i == 0 ? "" : ",") + item;
    }
    return '[' + text + ']';
}

std::string MessageMaker::text(const SchemaParts& parts)
{
    const YamlValue* format = parts.value("format");
    const YamlValue* pattern = parts.value("pattern");
    std::string text = pattern  ? sampleOfPattern(pattern->text, dice_)
                       : format ? sampleOfFormat(format->text, dice_)
                                : std::string();
    const std::size_t least = countIn(parts, "minLength", 5);
    const std::size_t most = countIn(parts, "maxLength", least + 5);
    if (text.empty() && !pattern) {
        text = sampleWord(std::min(least, most), std::min(most, least + 5), dice_);
    }
    (void)spend(text.size());
    return codec::quoted(asBytes(text));
}

std::string MessageMaker::number(const SchemaParts& parts, bool isInteger)
{
    const auto multiple = numberIn(parts.value("multipleOf"));
    const double step = multiple && *multiple > 0 ? *multiple : isInteger ? 1 : 0.01;
    constexpr double Span = 100;
    auto least = limit(parts, true, step);
    auto most = limit(parts, false, step);
    least = least ? least : most ? std::min(0.0, *most - Span) : 0.0;
    most = most ? most : *least + Span;
    const double from = std::ceil(*least / step);
    const double to = std::max(from, std::floor(*most / step));
    constexpr double MostSteps = 1'000'000;
    const auto steps = static_cast<std::uint64_t>(std::min(to - from, MostSteps));
    const double which = from + static_cast<double>(dice_.below(steps + 1));
    // A step of 0.01 is a hundredth: the division gives the decimal that is meant.
    const double value = step < 1 ? which / std::round(1 / step) : which * step;
    return isInteger || std::floor(value) == value ? numberText(std::floor(value))
                                                   : numberText(value);
}

} // namespace framescope::contract
