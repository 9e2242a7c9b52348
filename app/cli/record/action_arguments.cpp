// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/action_arguments.h"

#include "base/text/qt_string.h"
#include "base/text/utf8_validator.h"
#include "cli/record/behaviour_arguments.h"
#include "cli/record/option_error.h"
#include "cli/record/seconds.h"

#include <utility>

#include <CLI/CLI.hpp>

namespace framescope::cli {

namespace {

using message::Draft;

constexpr const char* FragmentOption = "--fragment";

template <auto parse>
Result<RecordAction> outgoing(const std::string& value, bool /*templates*/)
{
    return parse(value).map(
        [](message::Outgoing action) { return RecordAction(std::move(action)); });
}

Result<RecordAction> wait(const std::string& value, bool /*templates*/)
{
    const auto time = secondsFrom(value);
    return time ? Result<RecordAction>(*time) : failure(isDuration(value));
}

Result<RecordAction> draftOf(Draft::Kind kind, message::Form form, const std::string& content)
{
    if (!isUtf8(asBytes(content))) {
        return failure("a text with templates must be UTF-8");
    }
    Draft draft;
    draft.kind = kind;
    draft.form = form;
    draft.content = toQString(content);
    return NamedDraft{std::move(draft)};
}

/// An action that is a draft if templates are to be expanded.
template <auto parse, Draft::Kind kind, message::Form form>
Result<RecordAction> draft(const std::string& value, bool templates)
{
    return templates ? draftOf(kind, form, value) : outgoing<parse>(value, templates);
}

/// A file is read without templates.
Result<RecordAction> binary(const std::string& value, bool templates)
{
    constexpr auto kind = Draft::Kind::Binary;
    return templates && !value.starts_with('@') ? draftOf(kind, message::Form::Hex, value)
                                                : outgoing<parseSendBinary>(value, templates);
}

/// The colon of a template's argument does not end the code.
Result<RecordAction> close(const std::string& value, bool templates)
{
    if (!templates) {
        return outgoing<parseClose>(value, templates);
    }
    const std::size_t braces = value.starts_with("{{") ? value.find("}}") : 0;
    const std::size_t colon = value.find(':', braces == std::string::npos ? 0 : braces);
    const std::string code = value.substr(0, colon);
    auto action = draftOf(Draft::Kind::Close, message::Form::Text,
                          colon == std::string::npos ? std::string() : value.substr(colon + 1));
    if (action) {
        if (code.empty()) {
            return failure("the code is missing", {}, "write CODE or CODE:REASON");
        }
        std::get<NamedDraft>(*action).draft.code = toQString(code);
    }
    return action;
}

struct ActionOption
{
    const char* name;
    const char* valueName;
    const char* help;
    Result<RecordAction> (*parse)(const std::string& value, bool templates);
};

constexpr auto Text = message::Form::Text;

constexpr ActionOption ActionOptions[] = {
    {"--send", "TEXT", "Send a text message", draft<parseSend, Draft::Kind::Text, Text>},
    {"--send-binary", "HEX|@FILE", "Send a binary message", binary},
    {"--send-file", "FILE", "Send a file of any size as a binary message", outgoing<parseSendFile>},
    {"--send-text-file", "FILE", "The same as a text message; that it is UTF-8 is not checked",
     outgoing<parseSendTextFile>},
    {"--send-raw", "HEX", "Send these bytes as they are, not in a frame",
     draft<parseSendRaw, Draft::Kind::Raw, Text>},
    {"--ping", "TEXT", "Send a ping", draft<parsePing, Draft::Kind::Ping, Text>},
    {"--pong", "TEXT", "Send a pong that nobody asked for",
     draft<parsePong, Draft::Kind::Pong, Text>},
    {"--wait", "SECONDS", "Wait before the next action", wait},
    {"--close", "CODE[:REASON]", "Close", close},
};

RecordAction fragmented(RecordAction action, std::optional<std::uint64_t> size)
{
    if (auto* named = std::get_if<NamedDraft>(&action)) {
        named->draft.fragmentSize = size;
    } else if (auto* outgoing = std::get_if<message::Outgoing>(&action)) {
        *outgoing = inFragments(std::move(*outgoing), size);
    }
    return action;
}

} // namespace

QStringList ActionArguments::Actions::templates() const
{
    QStringList texts;
    for (const RecordAction& action : actions) {
        if (const auto* named = std::get_if<NamedDraft>(&action)) {
            texts << named->draft.content << named->draft.code;
        }
    }
    return texts;
}

Result<void> ActionArguments::Actions::check(const std::map<QString, QString>& variables) const
{
    message::TemplateScope scope;
    scope.variables = variables;
    bool needsLast = false;
    scope.last = [&needsLast] {
        needsLast = true;
        return std::nullopt;
    };
    for (const RecordAction& action : actions) {
        if (const auto* named = std::get_if<NamedDraft>(&action)) {
            needsLast = false;
            const auto checked = outgoingFrom(*named, scope);
            if (!checked && !needsLast) {
                return tl::unexpected(checked.error());
            }
        }
    }
    return {};
}

void ActionArguments::addTo(CLI::App& command)
{
    for (const ActionOption& row : ActionOptions) {
        auto* option = command.add_option(row.name, row.help);
        option->type_name(row.valueName)->expected(1)->allow_extra_args(false);
        option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        parsers_.emplace(option, row.parse);
    }
    command
        .add_option(FragmentOption,
                    "Send messages after it in frames of at most so many bytes, before compression")
        ->type_name("BYTES")
        ->expected(1)
        ->allow_extra_args(false)
        ->check(CLI::Range(std::uint64_t{1}, std::uint64_t{1} << 31).description(""))
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command.add_flag("--templates", templates_,
                     "Expand {{uuid}}, {{counter}}, {{last $.id}} … when a message is sent");
}

/// CLI11 keeps the order of all options, and the values of each.
Result<ActionArguments::Actions> ActionArguments::inOrder(const CLI::App& command,
                                                          bool mayFollowClose) const
{
    Actions result;
    std::map<const CLI::Option*, std::size_t> seen;
    for (const CLI::Option* option : command.parse_order()) {
        if (option->check_name(FragmentOption)) {
            result.fragmentSize = option->as<std::vector<std::uint64_t>>().at(seen[option]++);
            continue;
        }
        if (option->check_name(BehaviourOption)) {
            const auto misdeed = connection::misdeedFrom(option->results().at(seen[option]++));
            if (!misdeed) {
                return tl::unexpected(inOption(BehaviourOption, misdeed.error()));
            }
            if (*misdeed) {
                result.actions.emplace_back(**misdeed);
            }
            continue;
        }
        const auto parser = parsers_.find(option);
        if (parser == parsers_.end()) {
            continue;
        }
        if (!mayFollowClose && !result.actions.empty() && isClose(result.actions.back())) {
            return failure("no action can follow --close", option->get_name());
        }
        const std::size_t number = ++seen[option];
        auto action = parser->second(option->results().at(number - 1), templates_);
        if (!action) {
            return tl::unexpected(inOption(option->get_name(), std::move(action).error()));
        }
        if (auto* named = std::get_if<NamedDraft>(&*action)) {
            named->option = option->get_name() + ", number " + std::to_string(number);
        }
        result.actions.push_back(fragmented(*std::move(action), result.fragmentSize));
    }
    return result;
}

} // namespace framescope::cli
