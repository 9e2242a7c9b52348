// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "contract/document/document.h"
#include "filter/language/filter.h"
#include "filter/language/number_set.h"
#include "filter/match/text_pattern.h"
#include "scenario/engine/expander.h"
#include "scenario/engine/hidden_secrets.h"
#include "scenario/engine/json_check.h"
#include "scenario/engine/words.h"
#include "scenario/model/matcher.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace framescope::scenario {

/// What matchers need from outside; see Stepper.
struct Judges
{
    std::function<std::optional<bool>(const filter::Filter& filter, std::uint64_t event)> filter;
    contract::Document::Ptr contract; ///< that filters are about; may be null
    HiddenSecrets hidden = {};        ///< in what is told
};

/// Something that a matcher looks at.
struct Payload
{
    ByteView bytes;           ///< perhaps only the beginning
    std::uint64_t length = 0; ///< of all of it
    bool isBinary = false;
    std::uint64_t event = 0;
};

/// The reason why something does not fit.
struct Mismatch
{
    std::string expected; ///< the condition that does not hold
    std::string came;
    std::string difference = {};
};

/// A matcher with its templates expanded.
class PayloadCheck
{
public:
    /// Fits everything.
    PayloadCheck() = default;
    /// The judges must outlive the check. An error: a template, a value that can't be used.
    static Result<PayloadCheck> of(const Matcher& matcher, Expander& expander,
                                   const Judges& judges);

    /// What fits, to be put after "a message": `equal to "hello"`; empty: everything.
    std::string words() const;
    /// The first condition that does not hold; nullopt if all do.
    std::optional<Mismatch> mismatch(const Payload& payload) const;
    /// Whether the beginning of a payload is not enough to say that it fits.
    bool isAboutAll() const
    {
        return equals_ || matches_ || !json_.empty() || wholeJson_ || !bytes_.empty() || size_ ||
               schema_;
    }

private:
    std::string quoted(std::string_view text) const { return quotedText(text, judges_->hidden); }
    std::string payloadOf(const Payload& payload) const;
    std::string bytesOf(const Bytes& bytes) const;
    std::optional<Mismatch> textMismatch(const Payload& payload) const;
    std::optional<Mismatch> bytesMismatch(const Payload& payload) const;
    std::optional<Mismatch> jsonMismatch(const Payload& payload) const;
    std::optional<Mismatch> schemaMismatch(const Payload& payload) const;

    struct BytesTest
    {
        Bytes bytes;
        bool onlyBinary = false;
    };
    struct SizeTest
    {
        std::string text;
        filter::NumberSet sizes;
    };
    struct FilterTest
    {
        std::string text;
        filter::Filter filter;
    };
    struct PatternTest
    {
        std::string text;
        filter::TextPattern pattern;
    };

    std::optional<std::string> equals_;
    std::vector<std::string> contains_;
    std::optional<PatternTest> matches_;
    std::vector<JsonCheck> json_;
    std::optional<std::string> wholeJson_;
    std::vector<BytesTest> bytes_;
    std::optional<bool> isBinary_;
    std::optional<SizeTest> size_;
    std::optional<FilterTest> filter_;
    const SchemaReference* schema_ = nullptr;
    const Judges* judges_ = nullptr;
};

} // namespace framescope::scenario
