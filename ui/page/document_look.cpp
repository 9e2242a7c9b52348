// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/document_look.h"

#include "base/text/qt_string.h"
#include "present/words/format.h"
#include "present/words/life_cycle_text.h"
#include "ui/document/document.h"

#include <chrono>

namespace framescope::ui {

namespace {

using present::Tone;
using session::Session;

StateLook closedLook(const Document& document)
{
    const auto info = document.connection();
    if (!info || !info->closing) {
        return {translated("closed"), QStringLiteral("power"), Tone::LifeCycle, {}};
    }
    QString explanation = info->closing->code
                              ? present::closeText(*info->closing->code, info->closing->reason)
                              : QString::fromStdString(info->closing->unknown);
    if (!info->closing->browser.empty()) {
        explanation += QLatin1Char('\n') + QString::fromStdString(info->closing->browser);
    }
    if (!info->openAt) {
        return {translated("failed"), QStringLiteral("error"), Tone::Bad, explanation};
    }
    return {translated("closed"), QStringLiteral("power"),
            info->closing->clean ? Tone::LifeCycle : Tone::Bad, explanation};
}

/// When the next attempt to connect follows, in whole seconds that are begun.
QString attemptNote(const Document& document)
{
    const auto attempt = document.session()->nextAttempt();
    return attempt ? translated("attempt %1 in %2 s")
                         .arg(attempt->number)
                         .arg(std::chrono::ceil<std::chrono::seconds>(attempt->left).count())
                   : QString();
}

} // namespace

StateLook lookOf(const Document& document)
{
    if (document.origin() == Document::Origin::File) {
        return document.isLoading()
                   ? StateLook{translated("reading"), QStringLiteral("clock"), Tone::Control, {}}
                   : StateLook{translated("recording"), QStringLiteral("file"), Tone::LifeCycle,
                               document.path()};
    }
    if (document.origin() == Document::Origin::Watched) {
        return document.isConnected()
                   ? StateLook{translated("running"), QStringLiteral("pulse"), Tone::Good, {}}
                   : StateLook{translated("ended"), QStringLiteral("power"), Tone::LifeCycle, {}};
    }
    switch (document.state()) {
    case Session::State::Connecting:
        return {translated("connecting"), QStringLiteral("clock"), Tone::Warning, {}};
    case Session::State::Open:
        return {translated("open"), QStringLiteral("check"), Tone::Good, {}};
    case Session::State::Closing:
        return {translated("closing"), QStringLiteral("clock"), Tone::Warning,
                translated("Waiting for the server's Close")};
    case Session::State::Waiting:
        return {translated("waiting"), QStringLiteral("clock"), Tone::Warning,
                translated("The next attempt to connect follows")};
    case Session::State::Closed:
        return closedLook(document);
    case Session::State::Idle:
        break;
    }
    return {translated("not connected"), QStringLiteral("dot"), Tone::LifeCycle, {}};
}

QString noteOf(const Document& document)
{
    if (const auto& since = document.openSince()) {
        return present::formatClock(now() - *since);
    }
    if (document.state() == Session::State::Waiting) {
        return attemptNote(document);
    }
    if (document.state() != Session::State::Closed) {
        return {};
    }
    const auto info = document.connection();
    return info && info->closing && info->closing->code ? QString::number(*info->closing->code)
                                                        : QString();
}

AddressBar::Security securityOf(const Document& document)
{
    const Session::State state = document.state();
    const connection::ConnectionOptions& options = document.options();
    const bool there = state == Session::State::Open || state == Session::State::Closing;
    if (!there || options.url.scheme() != QLatin1String("wss")) {
        return AddressBar::Security::Plain;
    }
    return options.tls.insecure || !options.tls.acceptedCertificate.isEmpty()
               ? AddressBar::Security::Unverified
               : AddressBar::Security::Verified;
}

} // namespace framescope::ui
