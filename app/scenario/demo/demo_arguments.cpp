// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo/demo_arguments.h"

#include <charconv>
#include <optional>

#include <QByteArray>

namespace framescope::scenario {

namespace {

std::string decoded(std::string_view text)
{
    QByteArray bytes(text.data(), static_cast<qsizetype>(text.size()));
    bytes.replace('+', ' ');
    return QByteArray::fromPercentEncoding(bytes).toStdString();
}

/// If a name occurs several times, the last value wins.
std::optional<std::string> valueOf(std::string_view query, std::string_view name)
{
    std::optional<std::string> value;
    while (!query.empty()) {
        const std::string_view pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(pair.size() + 1, query.size()));
        const std::size_t equals = pair.find('=');
        if (decoded(pair.substr(0, equals)) == name) {
            value = equals == std::string_view::npos ? "" : decoded(pair.substr(equals + 1));
        }
    }
    return value;
}

std::optional<std::uint64_t> numberOf(std::string_view text)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    return whole ? std::optional(number) : std::nullopt;
}

} // namespace

Result<DemoArguments> DemoArguments::parse(std::string_view query,
                                           std::span<const DemoParameter> parameters)
{
    DemoArguments arguments;
    for (const DemoParameter& parameter : parameters) {
        std::string value =
            valueOf(query, parameter.name).value_or(std::string(parameter.standard));
        const auto number = numberOf(value);
        if (parameter.largest > 0 && (!number || *number > parameter.largest)) {
            return failure("the parameter " + std::string(parameter.name) +
                           " is a number from 0 to " + std::to_string(parameter.largest));
        }
        arguments.texts_.emplace(parameter.name, std::move(value));
    }
    return arguments;
}

std::uint64_t DemoArguments::number(std::string_view name) const
{
    return *numberOf(text(name));
}

std::chrono::milliseconds DemoArguments::milliseconds(std::string_view name) const
{
    return std::chrono::milliseconds(number(name));
}

} // namespace framescope::scenario
