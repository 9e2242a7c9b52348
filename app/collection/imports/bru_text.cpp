// SPDX-License-Identifier: GPL-3.0-or-later
#include "collection/imports/bru_text.h"

#include <algorithm>
#include <array>

namespace framescope::collection {

namespace {

constexpr std::string_view Quotes = "'''";
constexpr std::string_view Space = " \t\r";

std::string_view trimmedLine(std::string_view line)
{
    line.remove_prefix(std::min(line.find_first_not_of(Space), line.size()));
    return line.substr(0, line.find_last_not_of(Space) + 1);
}

/// Whether what stands in the block is text, not entries.
bool isTextBlock(std::string_view name)
{
    constexpr auto Texts = std::to_array<std::string_view>(
        {"tests", "docs", "body", "body:json", "body:text", "body:xml", "body:sparql",
         "body:graphql", "body:graphql:vars", "example"});
    return name.starts_with("script:") || std::ranges::find(Texts, name) != Texts.end();
}

class BruReader
{
public:
    BruReader(std::string_view text, const std::string& file) : text_(text), file_(file) {}

    Result<std::vector<BruBlock>> read();

private:
    bool next();
    Result<void> readBlock(BruBlock& block, bool list);
    Result<void> readEntry(BruBlock& block, std::string_view line);
    Result<std::string> multiline(std::string_view first);
    void readList(BruBlock& block, std::string_view line) const;
    tl::unexpected<Error> wrong(int line, std::string what, std::string hint) const
    {
        return failure(std::move(what), file_ + ":" + std::to_string(line), std::move(hint));
    }

    std::string_view text_;
    const std::string& file_;
    std::size_t at_ = 0;
    std::string_view line_; ///< the current one, without its line break
    int number_ = 0;        ///< of the current line
};

bool BruReader::next()
{
    if (at_ >= text_.size()) {
        return false;
    }
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    line_ = text_.substr(at_, end - at_);
    line_ = line_.ends_with('\r') ? line_.substr(0, line_.size() - 1) : line_;
    at_ = end + 1;
    ++number_;
    return true;
}

Result<std::vector<BruBlock>> BruReader::read()
{
    std::vector<BruBlock> blocks;
    while (next()) {
        const std::string_view line = trimmedLine(line_);
        if (line.empty()) {
            continue;
        }
        const char last = line.back();
        const std::size_t open = line.find_first_of("{[");
        if (open == std::string_view::npos) {
            if (line.starts_with("color:")) {
                continue; // of an environment, in the window of Bruno
            }
            return wrong(number_, "a block begins with its name and { here",
                         "see Bruno's own files");
        }
        BruBlock block;
        block.name = trimmedLine(line.substr(0, open));
        block.line = number_;
        if (line[open] == '[' && last == ']') {
            readList(block, line.substr(open + 1, line.size() - open - 2));
        } else if (const auto done = readBlock(block, line[open] == '['); !done) {
            return tl::unexpected(done.error());
        }
        blocks.push_back(std::move(block));
    }
    return blocks;
}

void BruReader::readList(BruBlock& block, std::string_view line) const
{
    while (!line.empty()) {
        const std::size_t comma = std::min(line.find(','), line.size());
        const std::string_view item = trimmedLine(line.substr(0, comma));
        if (!item.empty() && !item.starts_with('@')) {
            block.items.emplace_back(item);
        }
        line.remove_prefix(std::min(comma + 1, line.size()));
    }
}

/// A block ends with its bracket at the beginning of a line.
Result<void> BruReader::readBlock(BruBlock& block, bool list)
{
    const bool text = isTextBlock(block.name);
    while (next()) {
        if (line_.starts_with(list ? ']' : '}')) {
            return {};
        }
        if (list) {
            readList(block, line_);
        } else if (text) {
            block.text += std::string(line_) + '\n';
        } else if (const auto done = readEntry(block, trimmedLine(line_)); !done) {
            return done;
        }
    }
    return wrong(block.line, "the block " + block.name + " is not closed",
                 list ? "end it with a line ]" : "end it with a line }");
}

Result<void> BruReader::readEntry(BruBlock& block, std::string_view line)
{
    if (line.empty() || line.starts_with('@')) { // an annotation
        return {};
    }
    std::size_t colon = line.find(':');
    const bool quoted = line.starts_with('"') || line.starts_with("~\"");
    if (quoted) {
        const std::size_t close = line.find("\":");
        colon = close == std::string_view::npos ? close : close + 1;
    }
    if (colon == std::string_view::npos) {
        return wrong(number_, "an entry of " + block.name + " has no colon",
                     "write it as name: value");
    }
    YamlEntry entry;
    entry.mark = {number_, 1};
    for (const char c : trimmedLine(line.substr(0, colon))) {
        if (!quoted || (c != '"' && c != '\\')) {
            entry.key += c;
        }
    }
    const std::string_view value = trimmedLine(line.substr(colon + 1));
    entry.value.kind = YamlValue::Kind::Text;
    if (value.starts_with(Quotes)) {
        auto read = multiline(value.substr(Quotes.size()));
        if (!read) {
            return tl::unexpected(read.error());
        }
        entry.value.text = std::move(*read);
    } else if (value == "[") {
        while (next() && trimmedLine(line_) != "]") {
        }
    } else {
        entry.value.text = value;
    }
    block.entries.push_back(std::move(entry));
    return {};
}

/// A text between two ''' with an indentation of four blanks.
Result<std::string> BruReader::multiline(std::string_view first)
{
    constexpr std::size_t Indentation = 4;
    const int opened = number_;
    if (const std::size_t end = first.find(Quotes); end != std::string_view::npos) {
        return std::string(first.substr(0, end));
    }
    std::string text(first);
    while (next()) {
        const std::size_t end = line_.find(Quotes);
        const std::size_t blanks = std::min(line_.find_first_not_of(' '), line_.size());
        const std::string_view line = line_.substr(0, end).substr(
            std::min({blanks, Indentation, std::min(end, line_.size())}));
        const bool ends = end != std::string_view::npos;
        if (!ends || !trimmedLine(line).empty()) {
            text += text.empty() ? "" : "\n";
            text += line;
        }
        if (ends) {
            return text;
        }
    }
    return wrong(opened, "the text ''' is not closed", "end it with a line '''");
}

} // namespace

Result<std::vector<BruBlock>> readBru(std::string_view text, const std::string& file)
{
    return BruReader(text, file).read();
}

const std::string& valueIn(const BruBlock& block, std::string_view name)
{
    static const std::string nothing;
    const auto found = std::ranges::find(block.entries, name, &YamlEntry::key);
    return found == block.entries.end() ? nothing : found->value.text;
}

} // namespace framescope::collection
