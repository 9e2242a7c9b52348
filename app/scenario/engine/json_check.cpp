// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/engine/json_check.h"

#include "codec/diff/diff.h"
#include "codec/json/decimal.h"
#include "codec/json/json_escapes.h"
#include "codec/json/json_walk.h"
#include "codec/json/last_members.h"
#include "codec/value_text.h"
#include "scenario/engine/words.h"
#include "scenario/model/value_texts.h"

#include <array>
#include <memory>
#include <utility>

namespace framescope::scenario {

namespace {

using codec::Decimal;
using codec::JsonKind;
using codec::JsonValue;
using codec::ValueTree;
using Operator = JsonTest::Operator;

/// In the order of Operator.
constexpr auto OperatorWords =
    std::to_array<const char*>({" = ", " != ", " < ", " <= ", " > ",
                                " >= ", " exists: ", " is of type ", " matches ", " contains "});

std::string textOf(const JsonValue& value)
{
    return value.kind == JsonKind::String ? codec::unescape(asBytes(value.raw))
                                          : std::string(value.raw);
}

bool areSameNumbers(std::string_view a, std::string_view b)
{
    const auto left = Decimal::parse(a);
    const auto right = Decimal::parse(b);
    return left && right && *left == *right;
}

/// As JSON Schema has it: 1.0 is one.
bool isInteger(std::string_view number)
{
    const auto value = Decimal::parse(number);
    return value && value->isWhole();
}

std::shared_ptr<const Bytes> shared(ByteView bytes)
{
    return std::make_shared<const Bytes>(bytes.begin(), bytes.end());
}

std::shared_ptr<const Bytes> arrayOf(ByteView value)
{
    Bytes array{'['};
    append(array, value);
    array.push_back(']');
    return std::make_shared<const Bytes>(std::move(array));
}

codec::Diff structuralDiff(std::shared_ptr<const Bytes> expected, std::shared_ptr<const Bytes> came)
{
    return codec::compare(
        std::move(expected), std::move(came),
        {.mode = codec::DiffMode::Structure, .onlyDifferences = true, .numbersByValue = true});
}

std::string valueOf(const codec::DiffSide& side, std::uint32_t node, const HiddenSecrets& hidden)
{
    constexpr std::size_t Most = 120;
    return shownText(codec::valueText(*side.tree, node, 2 * Most), hidden, 0, Most);
}

std::string difference(const codec::Diff& diff, const codec::DiffRow& row,
                       const HiddenSecrets& hidden)
{
    const auto& [expected, came] = diff.sides;
    const bool isAdded = row.at[0] == codec::DiffRow::None;
    const std::string path = hidden.in(isAdded ? codec::pathText(*came.tree, row.at[1])
                                               : codec::pathText(*expected.tree, row.at[0]));
    if (isAdded) {
        return path + ": " + valueOf(came, row.at[1], hidden) + " came, nothing was expected";
    }
    const std::string wanted =
        path + ": " + valueOf(expected, row.at[0], hidden) + " was expected, ";
    return wanted +
           (row.at[1] == codec::DiffRow::None ? "nothing" : valueOf(came, row.at[1], hidden)) +
           " came";
}

} // namespace

JsonDifference jsonDifference(ByteView expected, ByteView came, const HiddenSecrets& hidden)
{
    constexpr std::size_t MostLines = 20;
    JsonDifference result;
    const codec::JsonWalk::Visitor nothing;
    result.areJson = codec::JsonWalk().run(expected, nullptr, nothing) &&
                     codec::JsonWalk().run(came, nullptr, nothing);
    if (!result.areJson) {
        return result;
    }
    codec::Diff diff = structuralDiff(shared(expected), shared(came));
    const bool isSingle = diff.mode != codec::DiffMode::Structure;
    if (isSingle) { // a string or a number is no structure, but an array of it is one
        diff = structuralDiff(arrayOf(expected), arrayOf(came));
    }
    if (diff.mode != codec::DiffMode::Structure) {
        result.areJson = false; // nested too deeply
        result.areEqual = asText(expected) == asText(came);
        return result;
    }
    std::size_t count = 0;
    for (const std::uint32_t number : diff.differences) {
        if (count++ < MostLines) {
            result.words +=
                (result.words.empty() ? "" : "\n") + difference(diff, diff.rows[number], hidden);
        }
    }
    if (count > MostLines) {
        result.words += "\n… and " + std::to_string(count - MostLines) + " more differences";
    }
    result.areEqual = count == 0 && !diff.cut;
    if (isSingle) {
        result.areJson = false; // the two texts say it better
        result.words.clear();
    }
    return result;
}

namespace {

/// The same as the reader has for operands without templates.
Result<void> checkExpanded(Operator op, const std::string& operand)
{
    const auto done = op == Operator::Exists     ? wordFrom(operand, TruthWords)
                      : op == Operator::Type     ? wordFrom(operand, JsonTypes)
                      : op == Operator::Contains ? partFrom(operand)
                                                 : operand;
    return done.map([](const std::string& /*operand*/) {});
}

} // namespace

Result<JsonCheck> JsonCheck::of(const JsonTest& test, Expander& expander)
{
    JsonCheck check;
    check.op_ = test.op;
    check.kind_ = test.operand.kind;
    auto path = expander(test.path);
    auto parsed =
        path ? expander.value(test.path,
                              [](const std::string& text) { return scenario::pathFrom(text); })
             : Result<codec::JsonPath>(tl::unexpected(path.error()));
    auto operand = expander(test.operand.text);
    if (!parsed || !operand) {
        return tl::unexpected(!parsed ? parsed.error() : operand.error());
    }
    if (const auto usable = checkExpanded(test.op, *operand); !usable) {
        return tl::unexpected(Expander::at(test.operand.text.place, usable.error()));
    }
    check.pathText_ = *std::move(path);
    check.path_ = *std::move(parsed);
    check.operand_ = check.kind_ == Operand::Kind::String ? *std::move(operand)
                                                          : codec::withLastMembers(*operand);
    if (test.op == Operator::Matches) {
        auto pattern = expander.value(test.operand.text, patternFrom);
        if (!pattern) {
            return tl::unexpected(pattern.error());
        }
        check.pattern_ = *std::move(pattern);
    }
    return check;
}

std::string JsonCheck::words(const HiddenSecrets& hidden) const
{
    const bool isText = kind_ == Operand::Kind::String && op_ != Operator::Type;
    return hidden.in(pathText_) + OperatorWords.at(static_cast<std::size_t>(op_)) +
           (isText ? quotedText(operand_, hidden) : hidden.in(operand_));
}

std::optional<std::string> JsonCheck::mismatch(ByteView json, const HiddenSecrets& hidden) const
{
    std::string values;
    std::size_t count = 0;
    bool isFound = false;
    constexpr std::size_t MostShown = 3;
    codec::JsonWalk().run(json, &path_, [&](const JsonValue& value) {
        isFound = isFound || (op_ != Operator::Exists && fits(value));
        if (++count <= MostShown) {
            values += (values.empty() ? "" : ", ") + shownText(value.raw, hidden);
        }
    });
    const bool exists = count > 0;
    const bool isMet = op_ == Operator::Exists     ? exists == (operand_ == "true")
                       : op_ == Operator::NotEqual ? exists && !isFound
                                                   : isFound;
    if (isMet) {
        return std::nullopt;
    }
    const std::string path = hidden.in(pathText_);
    return exists ? path + " is " + values + (count > MostShown ? ", …" : "")
                  : path + " is not there";
}

bool JsonCheck::fits(const JsonValue& value) const
{
    switch (op_) {
    case Operator::Equal:
    case Operator::NotEqual: // that none is equal
        return isEqual(value);
    case Operator::Type:
        return hasType(value);
    case Operator::Matches:
        return value.kind == JsonKind::String && pattern_->matches(textOf(value));
    case Operator::Contains:
        return contains(value);
    default:
        return isInOrder(value);
    }
}

bool JsonCheck::isEqual(const JsonValue& value) const
{
    if (value.kind == JsonKind::String) {
        return kind_ != Operand::Kind::Json && textOf(value) == operand_;
    }
    if (kind_ == Operand::Kind::String) {
        return false;
    }
    if (value.kind == JsonKind::Object || value.kind == JsonKind::Array) {
        return jsonDifference(asBytes(operand_), asBytes(value.raw), {}).areEqual;
    }
    return value.raw == operand_ || areSameNumbers(value.raw, operand_);
}

bool JsonCheck::isInOrder(const JsonValue& value) const
{
    // A number from a variable is one as it would be without: texts are in no order with it.
    const std::string text = textOf(value);
    const auto left = Decimal::parse(text);
    const auto right = Decimal::parse(operand_);
    const bool areNumbers = left && right && value.kind == JsonKind::Number;
    const bool isNumber =
        kind_ == Operand::Kind::Json || (kind_ == Operand::Kind::Either && right.has_value());
    if (!areNumbers && (value.kind != JsonKind::String || isNumber)) {
        return false;
    }
    const std::strong_ordering order = areNumbers ? *left <=> *right : text <=> operand_;
    switch (op_) {
    case Operator::Less:
        return order < 0;
    case Operator::LessOrEqual:
        return order <= 0;
    case Operator::Greater:
        return order > 0;
    default:
        return order >= 0;
    }
}

bool JsonCheck::hasType(const JsonValue& value) const
{
    switch (value.kind) {
    case JsonKind::Object:
        return operand_ == "object";
    case JsonKind::Array:
        return operand_ == "array";
    case JsonKind::String:
        return operand_ == "string";
    case JsonKind::Number:
        return operand_ == "number" || (operand_ == "integer" && isInteger(value.raw));
    case JsonKind::True:
    case JsonKind::False:
        return operand_ == "boolean";
    case JsonKind::Null:
        break;
    }
    return operand_ == "null";
}

bool JsonCheck::contains(const JsonValue& value) const
{
    if (value.kind == JsonKind::String) {
        return textOf(value).find(operand_) != std::string::npos;
    }
    if (value.kind != JsonKind::Array) {
        return false;
    }
    std::size_t length = 0;
    static const auto Items = codec::JsonPath::parse("$[*]", length);
    bool has = false;
    codec::JsonWalk().run(asBytes(value.raw), &*Items, [&](const JsonValue& item) {
        has = has || (!item.isWithin && isEqual(item));
    });
    return has;
}

} // namespace framescope::scenario
