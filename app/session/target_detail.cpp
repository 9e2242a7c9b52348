// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/target_detail.h"

#include "redaction/secret_values.h"
#include "redaction/secrets.h"

#include <utility>

namespace framescope::session {

namespace {

using namespace timeline;
using connection::ConnectionOptions;
using connection::Target;

List headersWithoutSecrets(const Target& target)
{
    List list;
    for (const wire::HeaderField& field : target.headers) {
        Value value;
        if (!redaction::isSecretName(field.name)) {
            value = {redaction::headerWithoutSecrets(
                field.name, redaction::withoutValues(field.value, target.secrets))};
        }
        list.push_back({List{{field.name}, std::move(value)}});
    }
    return list;
}

List subprotocolsWithoutSecrets(const Target& target)
{
    List list;
    bool secretFollows = false;
    for (const QString& subprotocol : target.subprotocols) {
        list.push_back({redaction::headerWithoutSecrets(
            "Sec-WebSocket-Protocol",
            redaction::withoutValues(subprotocol.toStdString(), target.secrets), secretFollows)});
    }
    return list;
}

Value milliseconds(std::chrono::milliseconds time)
{
    return {static_cast<std::uint64_t>(time.count())};
}

List textsOf(const std::vector<std::string>& texts)
{
    List list;
    for (const std::string& text : texts) {
        list.push_back({text});
    }
    return list;
}

List textsOf(const QStringList& texts)
{
    List list;
    for (const QString& text : texts) {
        list.push_back({text.toStdString()});
    }
    return list;
}

const char* nameOf(connection::TlsVersion version)
{
    return version == connection::TlsVersion::Tls1_2 ? "1.2" : "1.3";
}

/// The options in the order of their names. Those that change nothing are left out, except some
/// that a reader would look for.
class Options
{
public:
    explicit Options(const Target& target) : target_(target) {}

    Members take()
    {
        addTls();
        addRequest();
        addBehaviour();
        std::ranges::sort(members_, {}, &Member::name);
        return std::move(members_);
    }

private:
    void add(const char* name, Value value, bool isSaid = true)
    {
        if (isSaid) {
            members_.push_back({name, std::move(value)});
        }
    }

    /// Before anything is removed by its name or looks, so that all of a value is.
    std::string withoutValues(const std::string& text) const
    {
        return redaction::withoutValues(text, target_.secrets);
    }

    void addTls()
    {
        const connection::TlsOptions& tls = target_.tls;
        const connection::TlsOptions usual;
        add("accepted_certificate", {tls.acceptedCertificate.toHex().toStdString()},
            !tls.acceptedCertificate.isEmpty());
        add("alpn", {textsOf(tls.alpn)}, tls.alpn != usual.alpn);
        if (!target_.certificateChain.isEmpty()) {
            const QSslCertificate& own = target_.certificateChain.front();
            add("client_certificate", {own.subjectDisplayName().toStdString()});
        }
        add("insecure", {true}, tls.insecure);
        add("server_name", {tls.serverName.toStdString()}, !tls.serverName.isEmpty());
        add("tls_max", {std::string(nameOf(tls.highest))}, tls.highest != usual.highest);
        add("tls_min", {std::string(nameOf(tls.lowest))}, tls.lowest != usual.lowest);
    }

    void addRequest()
    {
        using Scheme = connection::Authorization::Scheme;
        const Scheme scheme = target_.authorization.scheme;
        add("authorization", {std::string(scheme == Scheme::Basic ? "Basic" : "Bearer")},
            scheme != Scheme::None);
        std::vector<std::string> cookies;
        for (const connection::Cookie& cookie : target_.cookies) {
            cookies.push_back(cookie.name);
        }
        add("cookies", {textsOf(cookies)}, !cookies.empty());
        const connection::Compression& compression = target_.compression;
        add("deflate", {compression.offered && compression.extensions.empty()});
        add("extensions",
            {redaction::headerWithoutSecrets("Sec-WebSocket-Extensions",
                                             withoutValues(offerOf(compression)))},
            compression != connection::Compression() && !offerOf(compression).empty());
        add("headers", {headersWithoutSecrets(target_)}, !target_.headers.empty());
        add("left_out", {textsOf(target_.leftOut)}, !target_.leftOut.empty());
        add("origin", {redaction::textWithoutSecrets(withoutValues(target_.origin.toStdString()))},
            !target_.origin.isEmpty());
        add("raw_request", {redaction::rawHeadWithoutSecrets(withoutValues(target_.rawRequest))},
            !target_.rawRequest.empty());
        add("subprotocols", {subprotocolsWithoutSecrets(target_)}, !target_.subprotocols.isEmpty());
    }

    void addBehaviour()
    {
        const connection::Reconnecting& again = target_.reconnecting;
        add("automatic_pong", {target_.behaviours.pong != connection::Behaviours::Pong::Off});
        add("behaviours", {textsOf(connection::textOf(target_.behaviours))},
            target_.behaviours != connection::Behaviours());
        add("close_timeout_ms", milliseconds(target_.closeTimeout));
        add("connect_timeout_ms", milliseconds(target_.connectTimeout));
        add("follow_redirects", {true}, target_.followRedirects);
        add("keep_alive_ms", milliseconds(target_.keepAlive), target_.keepAlive.count() > 0);
        add("largest_message", {target_.largestMessage}, target_.largestMessage > 0);
        if (target_.chosenProxy) {
            add("proxy", {connection::proxyUrl(*target_.chosenProxy)});
        }
        if (again.wanted) {
            add("reconnect", {Members{{"attempts", {std::uint64_t{again.attempts}}},
                                      {"first_ms", milliseconds(again.first)},
                                      {"longest_ms", milliseconds(again.longest)}}});
        }
        add("strict", {target_.strict});
        add("upgrade_timeout_ms", milliseconds(target_.upgradeTimeout));
    }

    const Target& target_;
    Members members_;
};

} // namespace

ConnectingDetail detailOf(const Target& target)
{
    ConnectingDetail detail;
    detail.options = Options(target).take();
    detail.url = redaction::textWithoutSecrets(target.shownUrl);
    return detail;
}

} // namespace framescope::session
