// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tools/connection_text.h"

#include "base/text/qt_string.h"
#include "connection/tools/tool_texts.h"
#include "redaction/secret_values.h"
#include "redaction/secrets.h"

#include <span>
#include <string_view>

namespace framescope::connection {

namespace {

struct KnownTool
{
    const char* name;
    std::string (*text)(const SaidRequest& request);
    const Sayable& says;
};

std::string urlText(const SaidRequest& request)
{
    return request.url;
}

const Sayable& nothing()
{
    static const Sayable none{};
    return none;
}

KnownTool toolOf(Tool tool)
{
    switch (tool) {
    case Tool::Curl:
        return {"curl", curlText, CurlSays};
    case Tool::Wscat:
        return {"wscat", wscatText, WscatSays};
    case Tool::Websocat:
        return {"websocat", websocatText, WebsocatSays};
    case Tool::Browser:
        return {"JavaScript (browser)", browserText, BrowserSays};
    case Tool::PythonWebsockets:
        return {"Python (websockets)", pythonText, PythonSays};
    case Tool::NodeWs:
        return {"Node.js (ws)", nodeText, NodeSays};
    case Tool::Url:
        break;
    }
    return {"URL", urlText, nothing()};
}

/// Replaces secrets by the marker: first values that are secrets wherever they stand, then what is
/// one by its name or looks.
class SecretReplacer
{
public:
    explicit SecretReplacer(std::span<const std::string> values) : values_(values) {}

    ConnectionOptions replaced(ConnectionOptions options) const;

private:
    std::string hidden(std::string_view text) const
    {
        return redaction::withoutValues(text, values_);
    }
    void hide(QString& text) const { text = toQString(hidden(text.toStdString())); }
    void replaceUserInfo(QUrl& url) const;
    void replaceSubprotocols(QStringList& subprotocols) const;

    std::span<const std::string> values_;
};

void replaceWhole(std::string& secret)
{
    if (!secret.empty()) {
        secret = redaction::SecretMarker;
    }
}

void SecretReplacer::replaceUserInfo(QUrl& url) const
{
    if (QString user = url.userName(QUrl::FullyDecoded); !user.isEmpty()) {
        hide(user);
        url.setUserName(user, QUrl::DecodedMode);
    }
    if (!url.password().isEmpty()) {
        url.setPassword(latinText(redaction::SecretMarker), QUrl::DecodedMode);
    }
}

void SecretReplacer::replaceSubprotocols(QStringList& subprotocols) const
{
    const std::string all = hidden(subprotocols.join(QLatin1String(", ")).toStdString());
    subprotocols.clear();
    for (const std::string& subprotocol :
         wire::splitList(redaction::headerWithoutSecrets("Sec-WebSocket-Protocol", all))) {
        subprotocols.append(toQString(subprotocol));
    }
}

ConnectionOptions SecretReplacer::replaced(ConnectionOptions options) const
{
    bool follows = false;
    for (wire::HeaderField& header : options.headers) {
        header.name = hidden(header.name);
        header.value = redaction::headerWithoutSecrets(header.name, hidden(header.value), follows);
    }
    for (Cookie& cookie : options.cookies) {
        cookie.name = hidden(cookie.name);
        replaceWhole(cookie.value);
    }
    replaceSubprotocols(options.subprotocols);
    options.authorization.user = hidden(options.authorization.user);
    replaceWhole(options.authorization.secret);
    if (!options.tls.passPhrase.isEmpty()) {
        options.tls.passPhrase = latinText(redaction::SecretMarker);
    }
    replaceUserInfo(options.proxy.url);
    replaceUserInfo(options.url);
    options.resource = redaction::textWithoutSecrets(hidden(options.resource));
    for (QString* text : {&options.origin, &options.tls.serverName, &options.tls.caFile,
                          &options.tls.certFile, &options.tls.keyFile, &options.proxy.exceptions}) {
        hide(*text);
    }
    options.compression.extensions = hidden(options.compression.extensions);
    return options;
}

} // namespace

const char* nameOf(Tool tool)
{
    return toolOf(tool).name;
}

ToolText textFor(Tool tool, const ConnectionOptions& options, bool withSecrets)
{
    const KnownTool known = toolOf(tool);
    ToolText made{{}, unsaid(options, known.says, known.name)};
    ConnectionOptions whole = options;
    if (whole.resource.empty()) {
        whole.resource = resourceOf(options.url);
    }
    const SecretReplacer replacer(options.secrets);
    made.text = toQString(known.text(saidRequest(withSecrets ? whole : replacer.replaced(whole))));
    if (!withSecrets && made.text.contains(latinText(redaction::SecretMarker))) {
        made.notSaid.append(latinText(redaction::SecretMarker) +
                            QLatin1String(" stands in place of each secret."));
    }
    return made;
}

} // namespace framescope::connection
