// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection/tools/command_lines.h"

#include "base/text/qt_string.h"
#include "connection/tools/curl_options.h"

#include <algorithm>

namespace framescope::connection {

namespace {

constexpr int CurlProxyPort = 1080;

/// The URL without the backslashes by which a browser keeps curl from reading [1-3] and {a,b} as
/// lists.
std::string withoutGlobbing(std::string url)
{
    std::string plain;
    for (std::size_t i = 0; i < url.size(); ++i) {
        if (url[i] == '\\' && i + 1 < url.size() &&
            std::string_view("[]{}").find(url[i + 1]) != std::string_view::npos) {
            continue;
        }
        plain += url[i];
    }
    return plain;
}

/// curl sends nothing to a Host header that says the URL's host again, as a browser copies it.
void dropUsualHost(PastedRequest& request)
{
    const QUrl url(addressFrom(request.url), QUrl::TolerantMode);
    const std::string host = url.host().toStdString();
    const std::string authority = url.authority(QUrl::FullyEncoded).toStdString();
    std::erase_if(request.options.headers, [&](const wire::HeaderField& header) {
        return wire::equalsIgnoreCase(header.name, "Host") &&
               (wire::equalsIgnoreCase(header.value, authority) ||
                (url.port() < 0 && wire::equalsIgnoreCase(header.value, host)));
    });
}

} // namespace

Result<PastedRequest> curlLine(std::span<const std::string> words)
{
    PastedRequest request;
    const auto next = std::ranges::find_if(
        words, [](const std::string& word) { return word == "--next" || word == "-:"; });
    if (next != words.end()) {
        leaveOut(request, "What stands behind --next", "it is another request");
    }
    const ProgramSyntax syntax{"curl", curlOptions(), false, true};
    const std::vector<std::string> urls = takeOptions(request, syntax, {words.begin(), next});
    for (const std::string& url : urls) {
        takeCurlUrl(request, url);
    }
    if (request.url.empty()) {
        return failure("the curl line has no URL", {}, "curl https://HOST/PATH -H 'Name: value'");
    }
    request.url = withoutGlobbing(std::move(request.url));
    dropUsualHost(request);
    finishProxy(request, CurlProxyPort);
    return request;
}

} // namespace framescope::connection
