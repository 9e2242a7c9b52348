// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tools/program_options.h"

#include "base/text/visible_text.h"

#include <algorithm>

namespace framescope::connection {

namespace {

using Value = ProgramOption::Value;

/// Takes the options of one command line.
class OptionTaker
{
public:
    OptionTaker(PastedRequest& request, const ProgramSyntax& syntax,
                std::span<const std::string> words)
        : request_(request), syntax_(syntax), words_(words)
    {
    }

    std::vector<std::string> takeAll();

private:
    void takeLong(std::string_view name);
    void takeShort(std::string_view letters);
    void take(const ProgramOption& option, std::string_view shown, const std::string& value);
    void takeUnknown(std::string_view shown);
    void takeNegated(std::string_view name);
    const ProgramOption* find(std::string_view name) const;
    std::string nextValue(const ProgramOption& option, std::string_view shown);

    PastedRequest& request_;
    const ProgramSyntax& syntax_;
    std::span<const std::string> words_;
    std::size_t at_ = 0;
};

std::vector<std::string> OptionTaker::takeAll()
{
    std::vector<std::string> others;
    bool onlyOthers = false;
    while (at_ < words_.size()) {
        const std::string& word = words_[at_++];
        if (onlyOthers || word.size() < 2 || word[0] != '-') {
            others.push_back(word);
        } else if (word == "--") {
            onlyOthers = true;
        } else if (word[1] == '-') {
            takeLong(std::string_view(word).substr(2));
        } else {
            takeShort(std::string_view(word).substr(1));
        }
    }
    return others;
}

const ProgramOption* OptionTaker::find(std::string_view name) const
{
    const auto found = std::ranges::find_if(
        syntax_.options, [name](const ProgramOption& option) { return name == option.name; });
    return found == syntax_.options.end() || name.empty() ? nullptr : &*found;
}

void OptionTaker::takeLong(std::string_view word)
{
    const std::size_t equals = syntax_.equalsSign ? word.find('=') : std::string_view::npos;
    const std::string_view name = word.substr(0, equals);
    const std::string shown = "--" + std::string(name);
    const ProgramOption* option = find(name);
    if (option == nullptr && syntax_.negation && name.starts_with("no-")) {
        takeNegated(name);
    } else if (option == nullptr) {
        takeUnknown(shown);
    } else if (equals != std::string_view::npos) {
        take(*option, shown, std::string(word.substr(equals + 1)));
    } else {
        take(*option, shown, nextValue(*option, shown));
    }
}

void OptionTaker::takeNegated(std::string_view name)
{
    const ProgramOption* option = find(name.substr(std::string_view("no-").size()));
    if (option == nullptr || option->value != Value::None) {
        takeUnknown("--" + std::string(name));
    } else if (option->take != nullptr) {
        option->take(request_, "no");
    }
}

void OptionTaker::takeShort(std::string_view letters)
{
    for (; !letters.empty(); letters.remove_prefix(1)) {
        const auto option =
            std::ranges::find(syntax_.options, letters.front(), &ProgramOption::letter);
        const std::string shown = std::string("-") + letters.front();
        if (letters.front() == '\0' || option == syntax_.options.end()) {
            takeUnknown(shown);
            return;
        }
        if (option->value == Value::None) {
            take(*option, shown, {});
            continue;
        }
        std::string_view attached = letters.substr(1);
        if (syntax_.equalsSign && attached.starts_with('=')) {
            attached.remove_prefix(1);
        }
        take(*option, shown,
             letters.size() > 1 ? std::string(attached) : nextValue(*option, shown));
        return;
    }
}

std::string OptionTaker::nextValue(const ProgramOption& option, std::string_view shown)
{
    if (option.value == Value::None) {
        return {};
    }
    const bool isThere =
        at_ < words_.size() && (option.value == Value::Needed || !words_[at_].starts_with('-'));
    if (isThere) {
        return words_[at_++];
    }
    if (option.value == Value::Needed) {
        leaveOut(request_, shown, "its value is missing");
    }
    return {};
}

void OptionTaker::take(const ProgramOption& option, std::string_view shown,
                       const std::string& value)
{
    if (option.take != nullptr) {
        option.take(request_, value);
    } else if (option.why != nullptr) {
        leaveOut(request_, shown, option.why);
    }
}

/// What stands behind '=' may be a secret, and is not shown.
void OptionTaker::takeUnknown(std::string_view shown)
{
    constexpr std::size_t Longest = 40;
    leaveOut(request_, visibleText(shown.substr(0, shown.find('=')).substr(0, Longest)),
             std::string("it is not known as an option of ") + syntax_.program);
}

} // namespace

std::vector<std::string> takeOptions(PastedRequest& request, const ProgramSyntax& syntax,
                                     std::span<const std::string> words)
{
    return OptionTaker(request, syntax, words).takeAll();
}

} // namespace framescope::connection
