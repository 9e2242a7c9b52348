// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/editing/completion.h"

#include "base/text/qt_string.h"
#include "message/templates.h"
#include "scenario/editing/key_table.h"
#include "scenario/editing/yaml_place.h"

#include <algorithm>

namespace framescope::scenario {

namespace {

using filter::Completion;
using filter::Completions;

bool beginsWith(std::string_view text, std::string_view start)
{
    return text.substr(0, start.size()) == start;
}

/// Whether the text has a line that begins with this.
bool hasLine(std::string_view text, std::string_view start)
{
    for (std::size_t at = text.find(start); at != std::string_view::npos;
         at = text.find(start, at + 1)) {
        if (at == 0 || text[at - 1] == '\n') {
            return true;
        }
    }
    return false;
}

/// The names that a text gives a value below variables, matrix, set and by `as`.
std::vector<std::string> namesIn(std::string_view text)
{
    std::vector<std::string> names;
    const auto add = [&names](std::string_view name) {
        if (!name.empty() && name != "csv" && std::ranges::find(names, name) == names.end()) {
            names.emplace_back(name);
        }
    };
    for (const YamlKey& key : yamlKeysIn(text)) {
        const bool isNamed =
            !key.path.empty() && (key.path.back() == "variables" || key.path.back() == "matrix" ||
                                  key.path.back() == "set");
        if (isNamed) {
            add(key.key);
        } else if (key.key == "as") {
            const std::string_view rest = text.substr(key.value);
            const std::string_view value = rest.substr(0, rest.find_first_of(",}\n"));
            add(value.substr(std::min(value.find_first_not_of(' '), value.size())));
        }
    }
    return names;
}

/// What is proposed within {{…}}; nullopt if the place is in none.
std::optional<Completions> templatesAt(std::string_view text, const YamlPlace& place,
                                       std::size_t cursor,
                                       const std::vector<std::string>& variables)
{
    const std::size_t open = place.written.rfind("{{");
    if (open == std::string_view::npos ||
        place.written.find("}}", open) != std::string_view::npos) {
        return std::nullopt;
    }
    const std::string_view typed = place.written.substr(open + 2);
    Completions found;
    found.position = cursor - typed.size();
    found.length = typed.size();
    std::vector<std::string> names = namesIn(text);
    std::ranges::copy(variables, std::back_inserter(names));
    for (const std::string& name : names) {
        if (beginsWith(name, typed)) {
            found.choices.push_back({name + "}}", "variable"});
        }
    }
    for (const message::TemplateHelp& help : message::templateTable()) {
        const std::string form = std::string(help.form).substr(2);
        if (beginsWith(form, typed)) {
            found.choices.push_back({form, help.help});
        }
    }
    return found;
}

bool isFilterKey(const YamlPlace& place)
{
    const bool inList = !place.path.empty() && place.path.back() == "-" && place.path.size() == 2 &&
                        (place.path.front() == "never" || place.path.front() == "always");
    return place.key == "never" || place.key == "always" || place.key == "filter" || inList;
}

std::string_view withoutQuote(std::string_view written)
{
    const bool quoted = !written.empty() && (written.front() == '"' || written.front() == '\'');
    return written.substr(quoted ? 1 : 0);
}

/// What is written of an item of never and always: "is:" looks like a key.
std::string_view itemAt(std::string_view text, std::size_t cursor)
{
    const std::size_t line = text.rfind('\n', cursor == 0 ? 0 : cursor - 1);
    const std::size_t from = line == std::string_view::npos ? 0 : line + 1;
    const std::size_t begin = std::min(text.find_first_not_of(" -", from), cursor);
    return text.substr(begin, cursor - begin);
}

Completions ofFilter(std::string_view written, std::size_t cursor)
{
    Completions found = filter::complete(written, written.size(), {});
    found.position += cursor - written.size();
    return found;
}

} // namespace

Completions completionsAt(std::string_view text, std::size_t cursor,
                          const std::vector<std::string>& variables)
{
    const YamlPlace place = yamlPlaceAt(text, cursor);
    if (place.isComment) {
        return {};
    }
    if (auto templates = templatesAt(text, place, cursor, variables)) {
        return *std::move(templates);
    }
    const std::string_view written = withoutQuote(place.written);
    if (isFilterKey(place)) {
        const bool isItem = !place.isFlow && place.path.size() == 2;
        return ofFilter(isItem ? withoutQuote(itemAt(text, cursor)) : written, cursor);
    }
    Completions found;
    found.position = cursor - written.size();
    found.length = written.size();
    const auto add = [&](const std::string& word, const std::string& inserted) {
        if (beginsWith(word, written) && word != written) {
            found.choices.push_back({inserted, std::string(helpFor(place.path, word))});
        }
    };
    if (!place.key.empty()) {
        for (const std::string& word : wordsOf(place.path, place.key)) {
            add(word, word);
        }
        return found;
    }
    for (const std::string& key : keysBelow(place.path, hasLine(text, "serve:"))) {
        add(key, key + ": ");
    }
    return found;
}

} // namespace framescope::scenario
