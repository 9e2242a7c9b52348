// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/connection_arguments.h"

#include "base/text/qt_string.h"
#include "connection/address_input.h"
#include "wire/http/http_token.h"

#include <algorithm>
#include <iterator>

#include <CLI/CLI.hpp>

namespace framescope::cli {

namespace {

QString text(const std::string& value)
{
    return toQString(value);
}

/// The name in 'NAME: VALUE'.
std::string_view nameOf(std::string_view line)
{
    return wire::trimmed(line.substr(0, line.find_first_of(":;")));
}

/// Removes the headers of a saved connection that the command line replaces.
void dropReplaced(wire::HeaderFields& headers, const std::vector<std::string>& lines)
{
    std::erase_if(headers, [&lines](const wire::HeaderField& field) {
        return std::ranges::any_of(lines, [&field](const std::string& line) {
            return wire::equalsIgnoreCase(nameOf(line), field.name);
        });
    });
}

Result<connection::Address> addressOption(const std::string& typed)
{
    auto address = connection::addressFromInput(text(typed));
    if (!address) {
        Error error = address.error();
        error.where = error.where.empty() ? "URL" : "URL, " + error.where;
        return tl::unexpected(std::move(error));
    }
    return *std::move(address);
}

/// The options with the address, and with all {{variables}} replaced where a file with them is
/// given.
Result<connection::ConnectionOptions> withAddress(const ConnectionArguments& arguments,
                                                  connection::ConnectionOptions options)
{
    if (arguments.saved.isGiven()) {
        return expandedOptions(arguments.saved, std::move(options), arguments.url);
    }
    auto address = addressOption(arguments.url);
    if (!address) {
        return tl::unexpected(std::move(address).error());
    }
    options.url = address->url;
    options.resource = std::move(address->resource);
    return options;
}

} // namespace

void addConnectionOptions(CLI::App& command, ConnectionArguments& arguments)
{
    connection::ConnectionOptions& options = arguments.options;
    addSavedOptions(command, arguments);
    const auto into = [](QString& option) {
        return [&option](const std::string& value) { option = text(value); };
    };
    command
        .add_option("--header", arguments.headers, "Add a header to the request, or replace one")
        ->type_name("'NAME: VALUE'")
        ->allow_extra_args(false);
    using Texts = std::vector<std::string>;
    command
        .add_option_function<Texts>(
            "--subprotocol",
            [&options](const Texts& names) {
                std::ranges::transform(names, std::back_inserter(options.subprotocols), text);
            },
            "Offer a subprotocol")
        ->type_name("NAME")
        ->allow_extra_args(false);
    const auto add = [&command](const char* name, const char* valueName, const char* help,
                                auto take) {
        return command.add_option_function<std::string>(name, take, help)->type_name(valueName);
    };
    add("--origin", "ORIGIN", "Send this Origin header", into(options.origin));
    command.add_flag("--insecure", options.tls.insecure, "Accept any certificate");
    add("--ca", "FILE", "Also trust the authorities in this PEM file", into(options.tls.caFile));
    auto* certificate =
        add("--cert", "FILE", "Client certificate, PEM", into(options.tls.certFile));
    auto* key = add("--key", "FILE", "Its private key, PEM", into(options.tls.keyFile));
    certificate->needs(key);
    key->needs(certificate);
    add("--proxy", "URL", "Connect through http://… or socks5://…",
        [&options](const std::string& url) {
            options.proxy = connection::ProxyOptions::through(QUrl(text(url)));
        });
    command.add_flag_callback(
        "--no-deflate", [&options] { options.compression.offered = false; },
        "Don't offer compression");
    command.add_flag("--strict", options.strict,
                     "Fail the connection at the first violation (RFC 6455 7.1.7)");
}

Result<connection::Target> targetFrom(const ConnectionArguments& arguments)
{
    connection::ConnectionOptions options = arguments.options;
    if (arguments.saved.mistake) {
        return tl::unexpected(*arguments.saved.mistake);
    }
    dropReplaced(options.headers, arguments.headers);
    for (const std::string& line : arguments.headers) {
        const auto added = connection::addHeaderLine(
            options, line, "--header, number " + std::to_string(options.headers.size() + 1));
        if (!added) {
            return tl::unexpected(added.error());
        }
    }
    return withAddress(arguments, std::move(options)).and_then(connection::targetFrom);
}

} // namespace framescope::cli
