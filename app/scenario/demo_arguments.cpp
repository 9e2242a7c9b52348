// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo_arguments.h"

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

Result<std::uint64_t> parseNumber(std::string_view text, const DemoParameter& parameter)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number > parameter.largest) {
        return failure("the parameter " + std::string(parameter.name) + " is a number from 0 to " +
                       std::to_string(parameter.largest));
    }
    return number;
}

} // namespace

Result<DemoArguments> DemoArguments::parse(std::string_view query,
                                           std::span<const DemoParameter> parameters)
{
    DemoArguments arguments;
    for (const DemoParameter& parameter : parameters) {
        std::string value =
            valueOf(query, parameter.name).value_or(std::string(parameter.standard));
        if (parameter.kind == DemoParameter::Kind::Text) {
            arguments.texts_.emplace(parameter.name, std::move(value));
            continue;
        }
        const auto number = parseNumber(value, parameter);
        if (!number) {
            return tl::unexpected(number.error());
        }
        arguments.numbers_.emplace(parameter.name, *number);
    }
    return arguments;
}

std::uint64_t DemoArguments::number(std::string_view name) const
{
    return numbers_.find(name)->second;
}

std::chrono::milliseconds DemoArguments::milliseconds(std::string_view name) const
{
    return std::chrono::milliseconds(number(name));
}

const std::string& DemoArguments::text(std::string_view name) const
{
    return texts_.find(name)->second;
}

} // namespace framescope::scenario
