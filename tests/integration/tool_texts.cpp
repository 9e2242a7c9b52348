// SPDX-License-Identifier: GPL-3.0-or-later
//
// Prints a connection as every tool takes it: tool_texts ADDRESS [CAFILE [PROXY]]. Each
// text follows a line with its tool's name, and ends with a NUL.
#include "connection/address_input.h"
#include "connection/tools/connection_text.h"

#include <cstdio>
#include <span>

using namespace framescope;
using namespace framescope::connection;

namespace {

ConnectionOptions optionsFrom(std::span<char*> arguments)
{
    ConnectionOptions options;
    const auto address = addressFromInput(QString::fromUtf8(arguments[0]));
    options.url = address->url;
    options.resource = address->resource;
    options.headers = {{"X-Quotes", "it's \"so\" \\ $HOME `x` %41 ${y} !"},
                       {"X-Bytes", "caf\u00e9 \u20ac"},
                       {"X-Tab", "a\tb"}};
    options.subprotocols = QStringList{"one", "two"};
    options.origin = QStringLiteral("https://o'brien.example");
    options.authorization = {Authorization::Scheme::Basic, "m\u00e9", "pass:'word\""};
    options.cookies = {{"a", "1"}, {"b", "x=y"}};
    if (arguments.size() > 1) {
        options.subprotocols.clear(); // the demo server, which is called so, agrees to none
        options.tls.caFile = QString::fromUtf8(arguments[1]);
    }
    if (arguments.size() > 2) {
        options.proxy = ProxyOptions::through(QUrl(QString::fromUtf8(arguments[2])));
    }
    return options;
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 2) {
        std::fputs("usage: tool_texts ADDRESS [CAFILE [PROXY]]\n", stderr);
        return 2;
    }
    const std::span<char*> all(arguments, static_cast<std::size_t>(count));
    const ConnectionOptions options = optionsFrom(all.subspan(1));
    for (const Tool tool : AllTools) {
        const std::string text = textFor(tool, options, true).text.toStdString();
        std::printf("%s\n%s", nameOf(tool), text.c_str());
        std::putchar('\0');
    }
    return 0;
}
