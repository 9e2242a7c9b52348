// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/engine/payload_check.h"

#include "base/text/counted.h"
#include "base/text/hex.h"
#include "codec/decoding.h"
#include "codec/json/json_text.h"
#include "codec/json/json_walk.h"
#include "codec/json/last_members.h"
#include "contract/schema/schema.h"
#include "scenario/engine/words.h"
#include "scenario/model/value_texts.h"

#include <algorithm>
#include <memory>

namespace framescope::scenario {

namespace {

/// Reads a text of a matcher, if it has it. Returns whether there was no error.
template <class Read, class Take>
bool take(const std::optional<Text>& text, Expander& expander, std::optional<Error>& error,
          Read read, Take use)
{
    if (!text || error) {
        return !error;
    }
    auto value = expander.value(*text, read);
    if (!value) {
        error = std::move(value).error();
        return false;
    }
    use(*std::move(value));
    return true;
}

Result<std::string> same(const std::string& text)
{
    return text;
}

Mismatch tooLongToRead(const Payload& payload)
{
    return {"a payload that can be looked at",
            "one of " + counted(payload.length, "byte") + ", which is too long"};
}

/// The first place where two texts differ, for long ones.
std::string textDifference(std::string_view expected, std::string_view came,
                           const HiddenSecrets& hidden)
{
    constexpr std::size_t Worth = 40;
    if (std::max(expected.size(), came.size()) < Worth) {
        return {};
    }
    const auto [left, right] = std::ranges::mismatch(expected, came);
    const auto at = static_cast<std::size_t>(left - expected.begin());
    const auto from = [&](std::string_view text) {
        constexpr std::size_t Shown = 40;
        return at < text.size() ? quotedText(text, hidden, at, Shown) : std::string("its end");
    };
    return "they differ from byte " + std::to_string(at + 1) + " on: " + from(expected) +
           " was expected, " + from(came) + " came";
}

/// The payload as JSON: as it is, or what its encoding holds, each name once; empty if there is
/// none.
std::string jsonText(const Payload& payload)
{
    if (codec::JsonWalk().run(payload.bytes, nullptr, {})) {
        return codec::withLastMembers(asText(payload.bytes));
    }
    const auto decoding =
        codec::decode(std::make_shared<const Bytes>(payload.bytes.begin(), payload.bytes.end()));
    return decoding.tree && !decoding.tree->empty() && !decoding.tree->failure()
               ? codec::withLastMembers(codec::jsonText(*decoding.tree))
               : std::string();
}

} // namespace

Result<PayloadCheck> PayloadCheck::of(const Matcher& matcher, Expander& expander,
                                      const Judges& judges)
{
    PayloadCheck check;
    check.judges_ = &judges;
    check.schema_ = matcher.schema ? &*matcher.schema : nullptr;
    std::optional<Error> error;
    take(matcher.equals, expander, error, same,
         [&](std::string text) { check.equals_ = std::move(text); });
    for (const Text& text : matcher.contains) {
        take(text, expander, error, partFrom,
             [&](std::string part) { check.contains_.push_back(std::move(part)); });
    }
    take(
        matcher.matches, expander, error,
        [](const std::string& text) {
            return patternFrom(text).map([&](filter::TextPattern pattern) {
                return PatternTest{text, std::move(pattern)};
            });
        },
        [&](PatternTest test) { check.matches_ = std::move(test); });
    take(matcher.wholeJson, expander, error, same,
         [&](const std::string& text) { check.wholeJson_ = codec::withLastMembers(text); });
    const auto takeBytes = [&](bool onlyBinary) {
        return [&check, onlyBinary](Bytes bytes) {
            check.bytes_.push_back({std::move(bytes), onlyBinary});
        };
    };
    take(matcher.hex, expander, error, parseHex, takeBytes(false));
    take(matcher.base64, expander, error, base64From, takeBytes(false));
    take(matcher.binary, expander, error, parseHex, takeBytes(true));
    take(
        matcher.type, expander, error,
        [](const std::string& text) { return wordFrom(text, PayloadTypes); },
        [&](const std::string& text) { check.isBinary_ = text == "binary"; });
    take(
        matcher.size, expander, error,
        [](const std::string& text) {
            return sizesFrom(text).map([&](filter::NumberSet sizes) {
                return SizeTest{text, std::move(sizes)};
            });
        },
        [&](SizeTest test) { check.size_ = std::move(test); });
    take(
        matcher.filter, expander, error,
        [&](const std::string& text) {
            return filterFrom(text, judges.contract).map([&](filter::Filter filter) {
                return FilterTest{text, std::move(filter)};
            });
        },
        [&](FilterTest test) { check.filter_ = std::move(test); });
    for (const JsonTest& test : matcher.json) {
        auto made = JsonCheck::of(test, expander);
        if (!made) {
            return tl::unexpected(std::move(made).error());
        }
        check.json_.push_back(*std::move(made));
    }
    if (!error && check.filter_ && !judges.filter) {
        error = Error{"a filter can't be used here", matcher.place.text(),
                      "use the other matchers; a filter needs a recording"};
    }
    return error ? Result<PayloadCheck>(tl::unexpected(*std::move(error))) : check;
}

std::string PayloadCheck::payloadOf(const Payload& payload) const
{
    return payloadText(payload.bytes, payload.length, payload.isBinary, judges_->hidden);
}

std::string PayloadCheck::bytesOf(const Bytes& bytes) const
{
    return payloadText(bytes, bytes.size(), true, judges_->hidden);
}

std::string PayloadCheck::words() const
{
    std::string words;
    const auto add = [&words](const std::string& part) {
        words += (words.empty() ? "" : ", ") + part;
    };
    if (isBinary_) {
        add(*isBinary_ ? "of type binary" : "of type text");
    }
    if (equals_) {
        add("equal to " + quoted(*equals_));
    }
    for (const std::string& part : contains_) {
        add("that contains " + quoted(part));
    }
    if (matches_) {
        add("that matches " + quoted(matches_->text));
    }
    for (const JsonCheck& check : json_) {
        add("with " + check.words(judges_->hidden));
    }
    if (wholeJson_) {
        add("equal as JSON to " + quoted(*wholeJson_));
    }
    for (const BytesTest& test : bytes_) {
        add((test.onlyBinary ? "of type binary with the bytes " : "with the bytes ") +
            bytesOf(test.bytes));
    }
    if (size_) {
        add("of a size " + judges_->hidden.in(size_->text));
    }
    if (schema_) {
        add("that fits the schema" + (schema_->file.empty() ? "" : ' ' + schema_->file));
    }
    if (filter_) {
        add("that matches the filter " + judges_->hidden.in(filter_->text));
    }
    return words;
}

std::optional<Mismatch> PayloadCheck::mismatch(const Payload& payload) const
{
    if (isBinary_ && *isBinary_ != payload.isBinary) {
        return Mismatch{*isBinary_ ? "a binary message" : "a text message",
                        (payload.isBinary ? "a binary message: " : "a text message: ") +
                            payloadOf(payload)};
    }
    if (payload.bytes.size() < payload.length &&
        (equals_ || !contains_.empty() || matches_ || !json_.empty() || wholeJson_ ||
         !bytes_.empty() || schema_)) {
        return tooLongToRead(payload);
    }
    auto found = textMismatch(payload);
    found = found ? std::move(found) : bytesMismatch(payload);
    found = found ? std::move(found) : jsonMismatch(payload);
    if (!found && filter_) {
        const auto matches = judges_->filter(filter_->filter, payload.event);
        if (!matches.value_or(false)) {
            return !matches ? tooLongToRead(payload)
                            : Mismatch{"a message that matches the filter " +
                                           judges_->hidden.in(filter_->text),
                                       payloadOf(payload)};
        }
    }
    return found ? std::move(found) : schemaMismatch(payload);
}

std::optional<Mismatch> PayloadCheck::textMismatch(const Payload& payload) const
{
    const std::string_view text = asText(payload.bytes);
    if (equals_ && text != *equals_) {
        JsonDifference json = jsonDifference(asBytes(*equals_), payload.bytes, judges_->hidden);
        if (json.areEqual) {
            json.words = "they are equal as JSON, which json: would compare";
        }
        return Mismatch{quoted(*equals_), payloadOf(payload),
                        json.areJson ? std::move(json.words)
                                     : textDifference(*equals_, text, judges_->hidden)};
    }
    for (const std::string& part : contains_) {
        if (text.find(part) == std::string_view::npos) {
            return Mismatch{"a text that contains " + quoted(part), payloadOf(payload)};
        }
    }
    if (matches_ && !matches_->pattern.matches(text)) {
        return Mismatch{"a text that matches " + quoted(matches_->text), payloadOf(payload)};
    }
    return std::nullopt;
}

std::optional<Mismatch> PayloadCheck::bytesMismatch(const Payload& payload) const
{
    for (const BytesTest& test : bytes_) {
        const bool isKind = payload.isBinary || !test.onlyBinary;
        if (!isKind || !std::ranges::equal(test.bytes, payload.bytes)) {
            return Mismatch{
                (test.onlyBinary ? "the binary message " : "the bytes ") + bytesOf(test.bytes),
                (payload.isBinary ? "" : "the text ") + payloadOf(payload),
                isKind ? textDifference(asText(test.bytes), asText(payload.bytes), judges_->hidden)
                       : std::string()};
        }
    }
    if (size_ && !size_->sizes.contains(payload.length)) {
        return Mismatch{"a size " + judges_->hidden.in(size_->text),
                        counted(payload.length, "byte")};
    }
    return std::nullopt;
}

std::optional<Mismatch> PayloadCheck::jsonMismatch(const Payload& payload) const
{
    if (json_.empty() && !wholeJson_) {
        return std::nullopt;
    }
    const std::string json = jsonText(payload);
    if (json.empty()) {
        return Mismatch{"JSON", "no JSON: " + payloadOf(payload)};
    }
    std::string expected;
    std::string came;
    for (const JsonCheck& check : json_) {
        if (const auto wrong = check.mismatch(asBytes(json), judges_->hidden)) {
            expected += (expected.empty() ? "" : "; ") + check.words(judges_->hidden);
            came += (came.empty() ? "" : "; ") + *wrong;
        }
    }
    if (!expected.empty()) {
        return Mismatch{std::move(expected), std::move(came) + ", in " + payloadOf(payload)};
    }
    if (wholeJson_) {
        JsonDifference difference =
            jsonDifference(asBytes(*wholeJson_), asBytes(json), judges_->hidden);
        if (!difference.areEqual) {
            return Mismatch{"the JSON " + quoted(*wholeJson_), payloadOf(payload),
                            std::move(difference.words)};
        }
    }
    return std::nullopt;
}

std::optional<Mismatch> PayloadCheck::schemaMismatch(const Payload& payload) const
{
    if (!schema_) {
        return std::nullopt;
    }
    const std::string json = jsonText(payload);
    const auto violations =
        schema_->schema->validate(json.empty() ? asText(payload.bytes) : std::string_view(json));
    if (violations.empty()) {
        return std::nullopt;
    }
    std::string difference;
    for (const contract::Violation& violation : violations) {
        difference += (difference.empty() ? "" : "\n") + judges_->hidden.in(violation.message());
    }
    return Mismatch{"a message that fits the schema" +
                        (schema_->file.empty() ? std::string() : ' ' + schema_->file),
                    payloadOf(payload), std::move(difference)};
}

} // namespace framescope::scenario
