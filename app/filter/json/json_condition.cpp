// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/json/json_condition.h"

#include "codec/decoding.h"
#include "codec/json/decimal.h"
#include "codec/json/json_escapes.h"
#include "filter/atoms/conditions.h"
#include "filter/match/candidate.h"

#include <algorithm>

namespace framescope::filter {

using codec::Decimal;
using codec::JsonKind;
using codec::JsonPath;
using codec::JsonValue;
using codec::JsonWalk;

namespace {

/// The filter's side of a comparison with values of a text.
class Operand
{
public:
    Operand(const FieldValue& value, TextPattern pattern)
        : comparison_(value.comparison == Comparison::Is ? Comparison::Equal : value.comparison),
          text_(value.text), folded_(lowerCase(value.text)), isString_(value.quoted),
          isRegex_(value.regex), isSearch_(isRegex_ || comparison_ >= Comparison::Contains),
          pattern_(std::move(pattern)),
          number_(value.quoted || value.regex ? std::nullopt : Decimal::parse(text_))
    {
    }
    Operand(const Operand&) = delete; // `number_` points into `text_`
    Operand& operator=(const Operand&) = delete;

    Comparison comparison() const { return comparison_; }
    bool isNegated() const { return comparison_ == Comparison::NotEqual; }

    /// Whether the comparison accepts the value; for !=, whether the value is equal. A search skips
    /// a value inside another result, so that the work is linear in the size of the text.
    bool accepts(const JsonValue& value) const
    {
        if (value.isWithin && isSearch_) {
            return false;
        }
        if (value.hasEscapes) {
            return accepts(value, codec::unescape(asBytes(value.raw)));
        }
        const bool isText = value.kind == JsonKind::String;
        return accepts(value, isText ? value.raw.substr(1, value.raw.size() - 2) : value.raw);
    }

    /// A string that every accepted text without escapes contains; empty if unknown.
    std::string_view needle() const
    {
        if (isNegated()) {
            return {};
        }
        if (isRegex_ || comparison_ == Comparison::Matches) {
            const auto needed = pattern_.needed();
            return needed.size() == 1 ? needed.front().literal() : std::string_view();
        }
        const bool isLiteral =
            (comparison_ == Comparison::Equal && !number_) || comparison_ == Comparison::Contains;
        return isLiteral ? std::string_view(text_) : std::string_view();
    }

private:
    bool accepts(const JsonValue& value, std::string_view content) const
    {
        switch (comparison_) {
        case Comparison::Equal:
        case Comparison::NotEqual:
            return isEqual(value, content);
        case Comparison::Contains:
        case Comparison::Matches:
            return pattern_.matches(content);
        default:
            return comparesWith(value, content);
        }
    }

    bool isEqual(const JsonValue& value, std::string_view content) const
    {
        const bool isText = value.kind == JsonKind::String;
        if (number_ && (isText || value.kind == JsonKind::Number)) {
            const auto number = Decimal::parse(content);
            return number ? *number == *number_ : content == text_;
        }
        return (isText || !isString_) && pattern_.matches(content);
    }

    bool comparesWith(const JsonValue& value, std::string_view content) const
    {
        const bool isText = value.kind == JsonKind::String;
        if (number_) {
            const auto number = Decimal::parse(content);
            return number && isInOrder(*number <=> *number_);
        }
        return isText && isInOrder(lowerCase(content) <=> folded_);
    }

    bool isInOrder(std::strong_ordering order) const
    {
        switch (comparison_) {
        case Comparison::Less:
            return order < 0;
        case Comparison::Greater:
            return order > 0;
        case Comparison::LessOrEqual:
            return order <= 0;
        default:
            return order >= 0;
        }
    }

    Comparison comparison_;
    std::string text_;
    std::string folded_;
    bool isString_;
    bool isRegex_;
    bool isSearch_; ///< searches within the text
    TextPattern pattern_;
    std::optional<Decimal> number_;
};

/// Tests the values at a path one by one and gives the verdict on them.
class Judge
{
public:
    /// Null: any value is accepted.
    explicit Judge(const Operand* operand) : operand_(operand) {}

    /// Tests the values of a text; false if it is not JSON.
    bool hears(JsonWalk& walk, ByteView json, const JsonPath& path)
    {
        return walk.run(json, &path, [this](const JsonValue& value) {
            exists_ = true;
            isAccepted_ = isAccepted_ || !operand_ || operand_->accepts(value);
        });
    }

    bool verdict() const
    {
        return operand_ && operand_->isNegated() ? exists_ && !isAccepted_ : isAccepted_;
    }

private:
    const Operand* operand_;
    bool exists_ = false;
    bool isAccepted_ = false;
};

/// Rules out payloads that lack a string needed for a match and have no escapes or encoding.
class Prefilter
{
public:
    Prefilter(std::string_view needle, Case matchCase, Slots& slots)
    {
        if (isPlain(needle)) {
            needle_.emplace(needle, matchCase);
            slot_ = slots.take();
            escapeSlot_ = slots.take();
        }
    }

    bool excludes(Candidate& event) const
    {
        if (!needle_ || !event.lacks(slot_, *needle_) ||
            event.scan(escapeSlot_, Escape) != PayloadScan::Found::No) {
            return false;
        }
        const auto payload = event.payload();
        return payload && !codec::mayBeEncoded(*payload);
    }

private:
    /// Printable ASCII only: a byte search can't ignore the case of other letters.
    static bool isPlain(std::string_view text)
    {
        return !text.empty() && std::ranges::all_of(text, [](char c) {
            return c >= ' ' && c <= '~' && c != '"' && c != '\\';
        });
    }

    static const ByteSearch Escape;

    std::optional<ByteSearch> needle_;
    std::size_t slot_ = 0;
    std::size_t escapeSlot_ = 0;
};

const ByteSearch Prefilter::Escape("\\", Case::Exact);

std::string_view lastKey(const JsonPath& path)
{
    std::string_view key;
    for (const auto& step : path.steps()) {
        if (step.kind == JsonPath::Step::Kind::Key) {
            key = step.key;
        }
    }
    return key;
}

class JsonCondition : public Expression
{
public:
    JsonCondition(std::shared_ptr<const JsonPath> path, std::unique_ptr<const Operand> operand,
                  Slots& slots)
        : Expression(Cost::Json), path_(std::move(path)), operand_(std::move(operand)),
          prefilter_(operand_ && !operand_->needle().empty()
                         ? Prefilter(operand_->needle(), Case::Ignored, slots)
                         : Prefilter(lastKey(*path_), Case::Exact, slots))
    {
    }

    bool matches(Candidate& event) const override
    {
        if (event.isLifeCycle() || prefilter_.excludes(event)) {
            return false;
        }
        const auto json = event.json();
        if (!json) {
            return false;
        }
        Judge judge(operand_.get());
        if (judge.hears(event.jsonWalk(), *json, *path_)) {
            return judge.verdict();
        }
        Judge other(operand_.get());
        const std::string& decoded = event.decodedJson();
        return !decoded.empty() && other.hears(event.jsonWalk(), asBytes(decoded), *path_) &&
               other.verdict();
    }

private:
    std::shared_ptr<const JsonPath> path_;
    std::unique_ptr<const Operand> operand_;
    Prefilter prefilter_;
};

tl::expected<TextPattern, Mistake> operandPattern(const FieldValue& value)
{
    FieldValue asked = value;
    if (asked.comparison == Comparison::Is) {
        asked.comparison = Comparison::Equal;
    } else if (asked.comparison > Comparison::NotEqual && asked.comparison < Comparison::Contains) {
        asked.comparison = Comparison::Contains; // unused, as values are compared by order
    }
    return patternOf(asked, Case::Ignored);
}

} // namespace

Made jsonCondition(const ValueList& values, Slots& slots)
{
    if (values.values.empty()) {
        return std::make_unique<const JsonCondition>(values.path, nullptr, slots);
    }
    return listCondition(values, [&](const FieldValue& value) {
        return operandPattern(value).map([&](TextPattern pattern) -> ExpressionPtr {
            return std::make_unique<const JsonCondition>(
                values.path, std::make_unique<const Operand>(value, std::move(pattern)), slots);
        });
    });
}

bool isJson(Candidate& event)
{
    const auto json = event.json();
    return json && event.jsonWalk().run(*json, nullptr, {});
}

} // namespace framescope::filter
