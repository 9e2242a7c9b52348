// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tools/connection_text.h"

#include "base/text/qt_string.h"
#include "connection/tools/tool_texts.h"
#include "redaction/secret_values.h"
#include "redaction/secrets.h"

#include <algorithm>

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

/// Replaces secrets by the marker, and counts them.
class SecretReplacer
{
public:
    ConnectionOptions replaced(ConnectionOptions options);
    /// Replaces values that are secrets wherever they stand.
    void replaceValues(std::string& text, const std::vector<std::string>& values)
    {
        replace(text, redaction::withoutValues(text, values));
    }
    bool found() const { return found_; }

private:
    void replace(std::string& text, const std::string& by);
    void replaceWhole(std::string& secret);
    void replaceUserInfo(QUrl& url);

    bool found_ = false;
};

void SecretReplacer::replace(std::string& text, const std::string& by)
{
    found_ = found_ || text != by;
    text = by;
}

void SecretReplacer::replaceWhole(std::string& secret)
{
    if (!secret.empty()) {
        replace(secret, std::string(redaction::SecretMarker));
    }
}

void SecretReplacer::replaceUserInfo(QUrl& url)
{
    if (!url.password().isEmpty()) {
        url.setPassword(latinText(redaction::SecretMarker), QUrl::DecodedMode);
        found_ = true;
    }
}

ConnectionOptions SecretReplacer::replaced(ConnectionOptions options)
{
    bool follows = false;
    for (wire::HeaderField& header : options.headers) {
        replace(header.value, redaction::headerWithoutSecrets(header.name, header.value, follows));
    }
    for (Cookie& cookie : options.cookies) {
        replaceWhole(cookie.value);
    }
    const std::string protocols = options.subprotocols.join(QLatin1String(", ")).toStdString();
    const std::string shown = redaction::headerWithoutSecrets("Sec-WebSocket-Protocol", protocols);
    if (shown != protocols) {
        found_ = true;
        options.subprotocols.clear();
        for (const std::string& protocol : wire::splitList(shown)) {
            options.subprotocols.append(toQString(protocol));
        }
    }
    replaceWhole(options.authorization.secret);
    std::string phrase = options.tls.passPhrase.toStdString();
    replaceWhole(phrase);
    options.tls.passPhrase = toQString(phrase);
    replaceUserInfo(options.proxy.url);
    replaceUserInfo(options.url);
    replace(options.resource, redaction::textWithoutSecrets(options.resource));
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
    SecretReplacer replacer;
    const ConnectionOptions shown = withSecrets ? whole : replacer.replaced(whole);
    std::string text = known.text(saidRequest(shown));
    if (!withSecrets) {
        replacer.replaceValues(text, options.secrets);
    }
    made.text = toQString(text);
    if (replacer.found()) {
        made.notSaid.append(latinText(redaction::SecretMarker) +
                            QLatin1String(" stands in place of each secret."));
    }
    return made;
}

} // namespace framescope::connection
