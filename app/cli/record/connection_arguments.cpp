// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/connection_arguments.h"

#include "base/file/input_file.h"
#include "base/text/qt_string.h"
#include "base/text/utf8_validator.h"
#include "cli/record/option_error.h"
#include "cli/record/seconds.h"
#include "cli/record/secret_argument.h"
#include "collection/format/proxy_address.h"
#include "collection/resolving.h"
#include "connection/address_input.h"
#include "connection/cookie_file.h"
#include "connection/cookie_jar.h"
#include "wire/http/http_token.h"

#include <algorithm>
#include <functional>
#include <iterator>

#include <CLI/CLI.hpp>

namespace framescope::cli {

namespace {

using connection::ConnectionOptions;
using Texts = std::vector<std::string>;

QString text(const std::string& value)
{
    return toQString(value);
}

/// For options that an empty value would turn off in silence, such as that of a variable of a shell
/// that is not set.
std::string isGiven(const std::string& value)
{
    return value.empty() ? "its value is empty: leave the option out, or give it one" : "";
}

/// For options whose value is text: other bytes would be changed in silence.
std::string isText(const std::string& value)
{
    return isUtf8(asBytes(value)) ? "" : "its value is not UTF-8";
}

/// To `map_error` with.
auto naming(const char* option)
{
    return [option](Error error) { return inOption(option, std::move(error)); };
}

/// Adds the options of one group of the help.
class OptionGroup
{
public:
    OptionGroup(CLI::App& command, std::string name) : command_(command), name_(std::move(name)) {}

    template <class T>
    CLI::Option* text(const char* option, T& into, const char* valueName, const char* help)
    {
        return command_.add_option(option, into, help)
            ->type_name(valueName)
            ->allow_extra_args(false)
            ->group(name_);
    }

    CLI::Option* text(const char* option, QString& into, const char* valueName, const char* help)
    {
        return calls(
                   option, [&into](const std::string& value) { into = toQString(value); },
                   valueName, help)
            ->check(isText);
    }

    CLI::Option* seconds(const char* option, std::chrono::milliseconds& into, const char* help)
    {
        return calls(
                   option,
                   [&into](const std::string& value) { into = secondsFrom(value).value_or(into); },
                   "SECONDS", help)
            ->check(isDuration);
    }

    CLI::Option* calls(const char* option, std::function<void(const std::string&)> take,
                       const char* valueName, const char* help)
    {
        return command_.add_option_function<std::string>(option, std::move(take), help)
            ->type_name(valueName)
            ->group(name_);
    }

    CLI::Option* flag(const char* option, bool& into, const char* help)
    {
        return command_.add_flag(option, into, help)->group(name_);
    }

    CLI::App& command() { return command_; }
    const std::string& name() const { return name_; }

private:
    CLI::App& command_;
    std::string name_;
};

void addRequestOptions(OptionGroup group, ConnectionArguments& arguments)
{
    ConnectionOptions& options = arguments.options;
    group.text("--header", arguments.headers, "'NAME: VALUE'",
               "Add a header, or replace one; 'NAME:' leaves out a default one, 'NAME;' is empty");
    group.text("--cookie", arguments.cookies, "NAME=VALUE", "Send a cookie");
    group
        .text("--cookie-jar", arguments.cookieJar, "FILE",
              "Send the cookies of this file, and write those there that the server sets")
        ->check(isGiven);
    group
        .text("--user", arguments.user, "NAME:PASSWORD",
              "Basic authorisation; as @FILE or env:NAME it is not visible to others")
        ->check(isGiven);
    group
        .text("--bearer", arguments.bearer, "TOKEN",
              "Bearer authorisation; as @FILE or env:NAME it is not visible to others")
        ->check(isGiven);
    group.command()
        .add_option_function<Texts>(
            "--subprotocol",
            [&options](const Texts& names) {
                std::ranges::transform(names, std::back_inserter(options.subprotocols), text);
            },
            "Offer a subprotocol")
        ->type_name("NAME")
        ->allow_extra_args(false)
        ->group(group.name());
    group.text("--origin", options.origin, "ORIGIN", "Send this Origin header");
    group
        .text("--raw-request", arguments.rawRequest, "FILE",
              "Send the bytes of this file as the whole request")
        ->check(isGiven);
    group.flag("--follow-redirects", options.followRedirects,
               "Follow redirects, at most 10; secrets go to the same origin alone");
}

/// A value of --tls-min or --tls-max.
CLI::Option* addTlsVersion(OptionGroup& group, const char* option, connection::TlsVersion& into,
                           const char* help)
{
    return group
        .calls(
            option,
            [&into](const std::string& value) {
                into = value == "1.2" ? connection::TlsVersion::Tls1_2
                                      : connection::TlsVersion::Tls1_3;
            },
            "1.2|1.3", help)
        ->check(CLI::IsMember({"1.2", "1.3"}).description(""));
}

void addTlsOptions(OptionGroup group, ConnectionArguments& arguments)
{
    connection::TlsOptions& tls = arguments.options.tls;
    group.flag("--insecure", tls.insecure, "Accept any certificate");
    group
        .text("--accept-certificate", arguments.acceptedCertificate, "SHA256",
              "Accept the certificate with this fingerprint, whatever is wrong with it")
        ->check(isGiven);
    group.text("--ca", tls.caFile, "FILE", "Also trust the authorities in this PEM file")
        ->check(isGiven);
    auto* certificate = group
                            .text("--cert", tls.certFile, "FILE",
                                  "Client certificate, PEM, or PKCS#12 with its key")
                            ->check(isGiven);
    group.text("--key", tls.keyFile, "FILE", "Its private key, PEM; needless if --cert has it")
        ->needs(certificate)
        ->check(isGiven);
    group
        .text("--pass-phrase", arguments.passPhrase, "TEXT",
              "Of the key or PKCS#12 file; as @FILE or env:NAME it is not visible to others")
        ->needs(certificate);
    group
        .text("--server-name", tls.serverName, "NAME",
              "Ask for this name (SNI) and verify it, not the host of the URL")
        ->check(isGiven);
    addTlsVersion(group, "--tls-min", tls.lowest, "The lowest version of TLS");
    addTlsVersion(group, "--tls-max", tls.highest, "The highest version of TLS");
    group
        .text("--alpn", arguments.alpn, "NAME",
              "Offer a protocol (ALPN) in place of http/1.1; '' offers none")
        ->check(isText);
}

void addNetworkOptions(OptionGroup group, ConnectionArguments& arguments)
{
    ConnectionOptions& options = arguments.options;
    group
        .text("--proxy", arguments.proxy, "URL|system",
              "Connect through http://… or socks5://…, or as https_proxy and the like say")
        ->check(isGiven);
    group.text("--no-proxy", options.proxy.exceptions, "HOSTS",
               "Don't use it for these: names, .suffixes, addresses, networks, *; each [:PORT]");
    group.seconds("--connect-timeout", options.connectTimeout,
                  "Wait so long for name, TCP, proxy and TLS [30]");
    group.seconds("--upgrade-timeout", options.upgradeTimeout,
                  "Wait so long for the response to the request [15]");
    group.seconds("--close-timeout", options.closeTimeout,
                  "Wait so long for each step of closing [5]");
    group.command()
        .add_flag("--reconnect{1:30}", arguments.reconnect,
                  "Connect again after 1 s, doubled up to 30 s; "
                  "=FIRST:LONGEST[:ATTEMPTS]")
        ->group(group.name());
}

void addWebSocketOptions(OptionGroup group, ConnectionArguments& arguments)
{
    ConnectionOptions& options = arguments.options;
    auto* none = group.command().add_flag_callback(
        "--no-deflate", [&options] { options.compression.offered = false; },
        "Don't offer compression");
    none->group(group.name());
    auto* deflate = group.calls(
        "--deflate", [&arguments](const std::string& typed) { arguments.deflate = typed; },
        "PARAMETERS", "Offer permessage-deflate with these; '' offers it with none");
    auto* line = group
                     .text("--extensions", options.compression.extensions, "LINE",
                           "Send this Sec-WebSocket-Extensions as it is")
                     ->check([](const std::string& value) {
                         return value.empty()
                                    ? "its value is empty: --no-deflate sends no such header, "
                                      "--header 'Sec-WebSocket-Extensions;' an empty one"
                                    : "";
                     });
    none->excludes(deflate)->excludes(line);
    deflate->excludes(line);
    group.flag("--strict", options.strict,
               "Fail the connection at the first violation (RFC 6455 7.1.7)");
    group.seconds("--keep-alive", options.keepAlive, "Send a ping this often");
    group
        .text("--max-message", options.largestMessage, "BYTES",
              "Fail the connection with 1009 at a longer message")
        ->check(CLI::Range(std::uint64_t{0}, std::uint64_t{1} << 62).description(""));
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

/// The options with the address, and with all templates replaced.
Result<ExpandedOptions> withAddress(const ConnectionArguments& arguments,
                                    connection::ConnectionOptions options,
                                    const QStringList& messages)
{
    const bool secretsInMessages = std::ranges::any_of(messages, [](const QString& message) {
        return !collection::secretsOf(message, {}).isEmpty();
    });
    if (arguments.saved.isGiven() || secretsInMessages ||
        collection::hasTemplates(
            {.name = {}, .address = text(arguments.url), .options = options, .messages = {}})) {
        return expandedOptions(arguments.saved, std::move(options), arguments.url, messages);
    }
    auto address = addressOption(arguments.url);
    if (!address) {
        return tl::unexpected(std::move(address).error());
    }
    options.url = address->url;
    options.resource = std::move(address->resource);
    return ExpandedOptions{std::move(options), {}};
}

std::string numbered(const char* option, std::size_t index)
{
    return std::string(option) + ", number " + std::to_string(index + 1);
}

Result<void> takeCookieJar(const std::string& path, ConnectionOptions& options)
{
    return connection::readCookieFile(path)
        .map_error(naming("--cookie-jar"))
        .map([&](const QList<QNetworkCookie>& cookies) {
            options.keepCookies = true;
            options.cookieJar = std::make_shared<connection::CookieJar>();
            options.cookieJar->put(cookies);
        });
}

Result<void> takeRequest(const ConnectionArguments& arguments, ConnectionOptions& options)
{
    constexpr std::uint64_t Largest = 16 * 1024 * 1024;
    Result<void> done;
    for (std::size_t i = 0; done && i < arguments.headers.size(); ++i) {
        done = addHeaderLine(options, arguments.headers[i], numbered("--header", i));
    }
    for (std::size_t i = 0; done && i < arguments.cookies.size(); ++i) {
        done = connection::cookieFrom(arguments.cookies[i], numbered("--cookie", i))
                   .map([&](connection::Cookie&& cookie) {
                       options.cookies.push_back(std::move(cookie));
                   });
    }
    if (done && arguments.cookieJar) {
        done = takeCookieJar(*arguments.cookieJar, options);
    }
    if (!done || arguments.rawRequest.empty()) {
        return done;
    }
    return readInputFile(arguments.rawRequest, Largest)
        .and_then([&](const Bytes& bytes) {
            options.rawRequest = asText(bytes);
            return bytes.empty() ? failure("it is empty", arguments.rawRequest) : Result<void>();
        })
        .map_error(naming("--raw-request"));
}

Result<void> takeAuthorization(const ConnectionArguments& arguments, ConnectionOptions& options)
{
    using Scheme = connection::Authorization::Scheme;
    if (!arguments.bearer.empty() && !arguments.user.empty()) {
        return failure("there are two authorisations, and a request has one", "--user, --bearer",
                       "leave one of them out; --header sends any line");
    }
    if (!arguments.bearer.empty()) {
        return secretArgument(arguments.bearer, "--bearer").map([&](std::string&& token) {
            options.authorization = {Scheme::Bearer, {}, std::move(token)};
        });
    }
    if (arguments.user.empty()) {
        return {};
    }
    return secretArgument(arguments.user, "--user").and_then([&](const std::string& credentials) {
        const std::size_t colon = credentials.find(':');
        if (colon == std::string::npos) {
            return Result<void>(failure("there is no colon between name and password", "--user",
                                        "write NAME:PASSWORD"));
        }
        options.authorization = {Scheme::Basic, credentials.substr(0, colon),
                                 credentials.substr(colon + 1)};
        return Result<void>();
    });
}

/// Names the option where the checks call its value by another name.
Error inAuthorization(const ConnectionArguments& arguments, Error error)
{
    const bool isUser = error.where == "user name" || error.where == "password";
    if (!arguments.bearer.empty() && error.where == "token") {
        return inOption("--bearer,", std::move(error));
    }
    return isUser && !arguments.user.empty() ? inOption("--user,", std::move(error)) : error;
}

Result<void> takeTls(const ConnectionArguments& arguments, ConnectionOptions& options)
{
    if (!arguments.alpn.empty()) {
        options.tls.alpn.clear();
        std::ranges::transform(arguments.alpn, std::back_inserter(options.tls.alpn), text);
        options.tls.alpn.removeAll(QString());
    }
    if (arguments.acceptedCertificate.empty()) {
        return {};
    }
    return connection::fingerprintFrom(arguments.acceptedCertificate)
        .map_error(naming("--accept-certificate,"))
        .map([&](const QByteArray& hash) { options.tls.acceptedCertificate = hash; });
}

Result<void> takePassPhrase(const ConnectionArguments& arguments, ConnectionOptions& options)
{
    if (arguments.passPhrase.empty()) {
        return {};
    }
    return secretArgument(arguments.passPhrase, "--pass-phrase").map([&](const std::string& read) {
        options.tls.passPhrase = text(read);
    });
}

/// Takes the secrets that are typed, which may have templates; those of files and the environment
/// have none, and come after these are expanded.
Result<void> takeSecrets(const ConnectionArguments& arguments, ConnectionOptions& options,
                         bool expanded)
{
    const std::string& authorization = arguments.bearer.empty() ? arguments.user : arguments.bearer;
    Result<void> done;
    if (expanded == isPlaceOfSecret(authorization)) {
        done = takeAuthorization(arguments, options);
    } else if (!authorization.empty() && !expanded) {
        options.authorization = {}; // a saved one is replaced
    }
    if (done && expanded == isPlaceOfSecret(arguments.passPhrase)) {
        done = takePassPhrase(arguments, options);
    }
    return done;
}

/// "FIRST:LONGEST[:ATTEMPTS]"
Result<void> takeReconnecting(const std::string& typed, connection::Reconnecting& reconnecting)
{
    const auto parts = text(typed).split(QLatin1Char(':'));
    const auto first = secondsFrom(parts.value(0).toStdString());
    const auto longest = secondsFrom(parts.value(1).toStdString());
    bool isNumber = true;
    reconnecting.attempts = parts.size() > 2 ? parts[2].toUInt(&isNumber) : 0;
    if (!first || !longest || !isNumber || parts.size() > 3) {
        return failure("it is not FIRST:LONGEST[:ATTEMPTS]", "--reconnect",
                       "for instance --reconnect=1:30:5, in seconds");
    }
    reconnecting.wanted = true;
    reconnecting.first = *first;
    reconnecting.longest = *longest;
    return {};
}

Result<void> takeConnection(const ConnectionArguments& arguments, ConnectionOptions& options)
{
    if (arguments.proxy == "system") {
        options.proxy.use = connection::ProxyOptions::Use::System;
    } else if (!arguments.proxy.empty()) {
        options.proxy.use = connection::ProxyOptions::Use::Given;
        options.proxy.url = collection::proxyFrom({text(arguments.proxy), {}, {}});
    }
    Result<void> done;
    if (arguments.deflate) {
        done = connection::compressionFrom(*arguments.deflate)
                   .map_error(naming("--deflate,"))
                   .map([&](const connection::Compression& offer) { options.compression = offer; });
    }
    return done && !arguments.reconnect.empty()
               ? takeReconnecting(arguments.reconnect, options.reconnecting)
               : done;
}

} // namespace

void addConnectionOptions(CLI::App& command, ConnectionArguments& arguments)
{
    addSavedOptions(command, arguments);
    addRequestOptions({command, "Request"}, arguments);
    addTlsOptions({command, "TLS"}, arguments);
    addNetworkOptions({command, "Proxy, times, attempts"}, arguments);
    addWebSocketOptions({command, "WebSocket"}, arguments);
}

Result<ConnectionTarget> targetFrom(const ConnectionArguments& arguments,
                                    const QStringList& messages)
{
    if (arguments.saved.mistake) {
        return tl::unexpected(*arguments.saved.mistake);
    }
    ConnectionOptions options = arguments.options;
    dropReplaced(options.headers, arguments.headers);
    return takeRequest(arguments, options)
        .and_then([&] { return takeSecrets(arguments, options, false); })
        .and_then([&] { return takeTls(arguments, options); })
        .and_then([&] { return takeConnection(arguments, options); })
        .and_then([&] { return withAddress(arguments, options, messages); })
        .and_then([&](ExpandedOptions&& expanded) {
            return takeSecrets(arguments, expanded.options, true).map([&] {
                return std::move(expanded);
            });
        })
        .and_then([](ExpandedOptions&& expanded) {
            return connection::targetFrom(expanded.options).map([&](connection::Target&& target) {
                return ConnectionTarget{std::move(target), std::move(expanded.variables)};
            });
        })
        .map_error([&](Error error) { return inAuthorization(arguments, std::move(error)); });
}

} // namespace framescope::cli
