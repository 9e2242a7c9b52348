// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytes.h"
#include "base/text/clause.h"
#include "base/text/utf8_validator.h"
#include "collection/yaml/yaml_brackets.h"
#include "collection/yaml/yaml_value.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <sstream>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

namespace framescope::collection {

namespace {

/// Of brackets, before yaml-cpp reads all of them: far more than MostYamlDepth, as the look is not
/// exact.
constexpr std::size_t MostBrackets = 1000;

YamlMark markOf(const YAML::Mark& mark)
{
    return mark.is_null() ? YamlMark() : YamlMark{mark.line + 1, mark.column + 1};
}

constexpr const char* QuoteHint = "a text with special characters is quoted: \"{{name}}\"";

std::string tooDeep()
{
    return "more than " + std::to_string(MostYamlDepth) + " levels of lists and maps are not read";
}

/// An error that ends reading; thrown through yaml-cpp.
struct Mistake
{
    YamlMark mark;
    std::string what;
    std::string hint;
};

/// Builds the values of a file from what the parser finds.
class Builder : public YAML::EventHandler
{
public:
    explicit Builder(std::string_view text) : text_(text) {}

    std::vector<YamlValue> take() { return std::move(documents_); }

    /// yaml-cpp finds documents without end behind a bracket that closes nothing.
    void OnDocumentStart(const YAML::Mark& mark) override
    {
        constexpr std::size_t MostDocuments = 1000;
        if (documents_.size() >= MostDocuments) {
            throw Mistake{markOf(mark),
                          "a bracket closes nothing, or there are more than 1000 "
                          "documents",
                          {}};
        }
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override
    {
        checkAnchor(mark, anchor);
        YamlValue value;
        value.spelt = isNullAt(mark);
        value.mark = markOf(mark);
        put(std::move(value));
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) override
    {
        throw Mistake{markOf(mark), "anchors and aliases (& and *) are not understood",
                      "write the value itself"};
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  const std::string& text) override
    {
        checkAnchor(mark, anchor);
        checkTag(mark, tag);
        YamlValue value = YamlValue::plain(text);
        value.quoted = tag == "!";
        if (value.quoted) {
            checkQuotes(mark);
        }
        // In YAML 1.2, what looks like nothing is nothing only without quotation marks.
        if (!value.quoted && (text.empty() || text == "~" || text == "null")) {
            value = {};
            value.spelt = !text.empty();
        }
        value.mark = markOf(mark);
        put(std::move(value));
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value /*style*/) override
    {
        checkTag(mark, tag);
        open(mark, anchor, YamlValue::list({}));
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value /*style*/) override
    {
        checkTag(mark, tag);
        open(mark, anchor, YamlValue::map());
    }
    void OnMapEnd() override { close(); }

private:
    struct Level
    {
        YamlValue value;
        std::optional<YamlEntry> entry; ///< a key that waits for its value
    };

    static void checkAnchor(const YAML::Mark& mark, YAML::anchor_t anchor)
    {
        if (anchor != YAML::NullAnchor) {
            throw Mistake{markOf(mark), "anchors and aliases (& and *) are not understood",
                          "write the value itself; a text that begins with & or * is quoted"};
        }
    }

    /// yaml-cpp says "?" for a value without a tag, and "!" for one in quotation marks.
    static void checkTag(const YAML::Mark& mark, const std::string& tag)
    {
        if (!tag.empty() && tag != "?" && tag != "!") {
            throw Mistake{markOf(mark), "tags (!name and !!name) are not understood",
                          "write the value itself; a text that begins with ! is quoted"};
        }
    }

    std::size_t placeOf(const YAML::Mark& mark) const
    {
        constexpr std::string_view ByteOrderMark = "\xEF\xBB\xBF";
        const std::size_t skipped = text_.starts_with(ByteOrderMark) ? ByteOrderMark.size() : 0;
        return std::min(skipped + static_cast<std::size_t>(std::max(mark.pos, 0)), text_.size());
    }

    /// yaml-cpp closes quotation marks at the end of the file by itself.
    void checkQuotes(const YAML::Mark& mark) const
    {
        const std::size_t at = placeOf(mark);
        const std::string_view first = text_.substr(at, 1);
        if ((first == "\"" || first == "'") && !isQuoteClosed(text_, at)) {
            throw Mistake{markOf(mark), "these quotation marks are not closed",
                          "write them at the end of the text too"};
        }
    }

    /// Whether a word for nothing stands there, and not what follows a key without a value.
    bool isNullAt(const YAML::Mark& mark) const
    {
        const std::string_view rest = text_.substr(placeOf(mark));
        const std::string_view word = rest.substr(0, rest.find_first_of(" \t\r\n,:]}"));
        return word == "~" || word == "null" || word == "Null" || word == "NULL";
    }

    void open(const YAML::Mark& mark, YAML::anchor_t anchor, YamlValue value)
    {
        checkAnchor(mark, anchor);
        if (levels_.size() >= MostYamlDepth) {
            throw Mistake{markOf(mark), tooDeep(), QuoteHint};
        }
        value.mark = markOf(mark);
        levels_.push_back({std::move(value), {}});
    }

    void close()
    {
        YamlValue value = std::move(levels_.back().value);
        levels_.pop_back();
        put(std::move(value));
    }

    void put(YamlValue value)
    {
        if (levels_.empty()) {
            documents_.push_back(std::move(value));
            return;
        }
        Level& level = levels_.back();
        if (level.value.kind == YamlValue::Kind::List) {
            level.value.items.push_back(std::move(value));
        } else if (level.entry) {
            if (value.isNull() && !value.spelt) {
                value.mark = level.entry->mark; // yaml-cpp says where the next thing stands
            }
            level.entry->value = std::move(value);
            level.value.entries.push_back(*std::exchange(level.entry, std::nullopt));
        } else {
            takeKey(level, value);
        }
    }

    static void takeKey(Level& level, const YamlValue& key)
    {
        if (key.kind != YamlValue::Kind::Text) {
            throw Mistake{key.mark, "a key is a text here",
                          "a text that begins with { or [ is quoted: \"{{name}}\""};
        }
        if (level.value.entries.size() >= MostYamlKeys) {
            throw Mistake{key.mark, "there are more than 1000 keys side by side",
                          "remove those that are not needed"};
        }
        if (level.value.find(key.text)) {
            throw Mistake{key.mark, "the key \"" + key.text + "\" stands here twice",
                          "remove one of them"};
        }
        level.entry = YamlEntry{key.text, {}, key.mark};
    }

    std::string_view text_;
    std::vector<YamlValue> documents_;
    std::vector<Level> levels_;
};

/// The place of a byte of the text.
YamlMark markAt(std::string_view text, std::size_t at)
{
    const std::string_view before = text.substr(0, at);
    const std::size_t lineStart = before.rfind('\n') + 1; // npos + 1 is 0
    return {static_cast<int>(std::ranges::count(before, '\n')) + 1,
            static_cast<int>(at - lineStart) + 1};
}

/// Checks what yaml-cpp does not: it replaces invalid UTF-8, and ends at a byte of 4.
std::optional<Mistake> mistakeInBytes(std::string_view text)
{
    if (text.size() > MostYamlBytes) {
        return Mistake{{}, "more than 4 MiB are not read", {}};
    }
    Utf8Validator validator;
    validator.feed(asBytes(text));
    if (!validator.finish()) {
        const auto at = validator.errorOffset().value_or(text.size());
        return Mistake{markAt(text, at), "the text is not UTF-8", {}};
    }
    const auto isControl = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
    };
    const auto found = std::ranges::find_if(text, isControl);
    if (found != text.end()) {
        return Mistake{markAt(text, static_cast<std::size_t>(found - text.begin())),
                       "a control character can't stand in YAML",
                       "write it as an escape in a text with quotation marks: \"\\0\""};
    }
    if (const auto at = tooDeepAt(text, MostBrackets)) {
        return Mistake{markAt(text, *at), tooDeep(), QuoteHint};
    }
    return {};
}

constexpr const char* BracketHint =
    "a comma stands between two of a list or map in brackets; a text with a colon, a comma or "
    "brackets is quoted";

/// That a bracket is open, and where it is.
std::string openText(std::string_view text, std::size_t at)
{
    const auto bracket = openBracketAt(text, at);
    if (!bracket) {
        return "a bracket is not closed before this";
    }
    const YamlMark mark = markAt(text, *bracket);
    return "the " + std::string(1, text[*bracket]) + " of line " + std::to_string(mark.line) +
           ", column " + std::to_string(mark.column) + " is not closed before this";
}

/// A line that fits neither the one before it nor what is around both.
Mistake mistakeInLine(std::string_view text, std::size_t at)
{
    const std::size_t begin = text.substr(0, at).rfind('\n') + 1; // npos + 1 is 0
    const std::string_view before = text.substr(begin, at - begin);
    if (before.find('\t') != std::string_view::npos) {
        return {{}, "a tab can't indent a line", "use spaces"};
    }
    if (before.find_first_not_of(" -") != std::string_view::npos) {
        return {{},
                "this can't stand behind the value before it",
                "a text with quotation marks in it is quoted as a whole"};
    }
    const bool isItem = text.substr(at, 2) == "- " || text.substr(at, 2) == "-\n";
    return isItem ? Mistake{{},
                            "an item of a list stands here beside keys that are none",
                            "begin each item of the list with \"- \", also the first one"}
                  : Mistake{{},
                            "the line is neither an item of the list before it, nor a part of one",
                            "begin it with \"- \", or indent it as the lines that it belongs to"};
}

/// What yaml-cpp says of a text that it can't read, in words for those who write it.
Mistake mistakeOf(const YAML::Exception& error, std::string_view text)
{
    namespace Said = YAML::ErrorMsg;
    const std::size_t at =
        std::min(static_cast<std::size_t>(std::max(error.mark.pos, 0)), text.size());
    const auto is = [&error](const char* message) { return error.msg == message; };
    const std::string here(text.substr(at, 1));
    if (is(Said::END_OF_MAP) || is(Said::END_OF_SEQ)) {
        return mistakeInLine(text, at);
    }
    if (is(Said::END_OF_MAP_FLOW) || is(Said::END_OF_SEQ_FLOW)) {
        return {{}, openText(text, at), BracketHint};
    }
    if (is(Said::FLOW_END)) {
        return {{}, "the " + here + " closes nothing", BracketHint};
    }
    if (is(Said::MAP_VALUE) || is(Said::MAP_KEY)) {
        return {{},
                "a key can't stand here, nor a colon with a space behind it",
                "a text with \": \" in it is quoted; the keys of a map begin in the same column, "
                "each with \": \" behind it"};
    }
    if (is(Said::BLOCK_ENTRY)) {
        const bool isBehindTab = at > 0 && text[at - 1] == '\t';
        return isBehindTab ? mistakeInLine(text, at)
                           : Mistake{{},
                                     "a list can't begin behind its key",
                                     "begin each item on a line of its own, with \"- \""};
    }
    if (is(Said::UNKNOWN_TOKEN)) {
        return {{}, "a text can't begin with " + here, "put it in quotation marks"};
    }
    if (is(Said::CHAR_IN_BLOCK)) {
        return {
            {}, "nothing stands behind | or > on the same line", "begin the text on the next one"};
    }
    if (error.msg.starts_with(Said::INVALID_ESCAPE)) {
        return {{},
                "there is no escape \\" + error.msg.substr(error.msg.size() - 1),
                "write \\\\ for a backslash, or take single quotation marks"};
    }
    return {{}, "this is no YAML: " + asClause(error.msg), {}};
}

tl::unexpected<YamlMistake> failed(const std::string& file, const Mistake& mistake)
{
    return tl::unexpected(
        YamlMistake{{mistake.what, placeText(file, mistake.mark), mistake.hint}, mistake.mark});
}

} // namespace

tl::expected<std::vector<YamlValue>, YamlMistake> readYaml(std::string_view text,
                                                           const std::string& file)
{
    if (const auto mistake = mistakeInBytes(text)) {
        return failed(file, *mistake);
    }
    try {
        std::istringstream stream{std::string(text)};
        YAML::Parser parser(stream);
        Builder builder(text);
        while (parser.HandleNextDocument(builder)) {
        }
        return builder.take();
    } catch (const Mistake& mistake) {
        return failed(file, mistake);
    } catch (const YAML::Exception& error) {
        Mistake mistake = mistakeOf(error, text);
        mistake.mark = markOf(error.mark);
        return failed(file, mistake);
    }
}

} // namespace framescope::collection
