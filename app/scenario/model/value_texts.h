// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/error.h"
#include "codec/json/json_path.h"
#include "contract/document/document.h"
#include "filter/language/filter.h"
#include "filter/language/number_set.h"
#include "filter/match/text_pattern.h"

#include <chrono>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

// The values of a scenario's texts. All of these are checked when the file is read, if they have no
// template; otherwise when their step is reached.
namespace framescope::scenario {

/// The words of which a text is one.
using Words = std::initializer_list<const char*>;
inline constexpr Words TruthWords{"true", "false"};
inline constexpr Words PayloadTypes{"text", "binary"};
inline constexpr Words JsonTypes{"string", "number", "integer", "boolean",
                                 "object", "array",  "null"};
inline constexpr Words EndingSides{"server", "client", "nobody"};
inline constexpr Words ErrorLayers{"dns", "tcp", "tls", "http", "websocket"};
/// The text, if it is one of the words.
Result<std::string> wordFrom(const std::string& text, Words words);
/// A text that is looked for in others. An error: it is empty, which is in all of them.
Result<std::string> partFrom(const std::string& text);

/// "500ms", "2s", "1m".
Result<std::chrono::milliseconds> timeFrom(const std::string& text);
/// "1000", "4000..4999", ">=400", several with commas.
Result<filter::NumberSet> numbersFrom(std::string_view text);
/// The same in bytes, with k, M, G: ">1k".
Result<filter::NumberSet> sizesFrom(std::string_view text);
Result<std::uint64_t> numberFrom(std::string_view text);
/// The status of an HTTP answer: 101, 403.
Result<int> statusFrom(std::string_view text);
/// The value of a header's field, which has no line break and no NUL.
Result<std::string> headerValueFrom(const std::string& text);
/// A regular expression as it is written: with slashes or without; /…/i ignores case.
struct ExpressionText
{
    std::string_view expression;
    filter::Case matchCase = filter::Case::Exact;
};
ExpressionText expressionText(std::string_view text);
Result<filter::TextPattern> patternFrom(std::string_view text);
Result<codec::JsonPath> pathFrom(std::string_view text);
/// `contract`: what is:contract and contract: are about; null if the scenario has none.
Result<filter::Filter> filterFrom(std::string_view text, const contract::Document::Ptr& contract);
Result<Bytes> base64From(std::string_view text);

/// The code of an expected end: a number or a range, "none" for a Close without a code.
struct CodeSet
{
    bool none = false;
    std::optional<filter::NumberSet> numbers;
};
Result<CodeSet> codesFrom(std::string_view text);

} // namespace framescope::scenario
