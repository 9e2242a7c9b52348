// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/text/qt_string.h"
#include "session/session.h"
#include "support/patience.h"
#include "timeline/index/event_record.h"
#include "ui/composer/composer.h"
#include "ui/composer/modes/close_code_field.h"
#include "ui/composer/modes/raw_mode.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabBar>
#include <QTemporaryDir>
#include <QtTest>

#include <memory>

namespace framescope::test {

/// A composer beside a session with the demo server.
class ComposerDesk
{
public:
    ComposerDesk()
    {
        auto created = session::Session::create(folder_.filePath("recording.pcapng"));
        if (!created) {
            qFatal("%s", created.error().message().c_str());
        }
        session_ = std::move(*created);
        QObject::connect(session_.get(), &session::Session::stateChanged, session_.get(),
                         [this](session::Session::State state) {
                             wasOpen_ = wasOpen_ || state == session::Session::State::Open;
                         });
        composer.resize(600, 160);
        composer.setSession(session_.get());
        composer.show();
        if (!QTest::qWaitForWindowActive(&composer, Patience)) {
            qFatal("the window does not come up");
        }
        editor().setFocus();
    }

    void connectTo(const QString& url)
    {
        connection::ConnectionOptions options;
        options.url = QUrl(url);
        wasOpen_ = false; // it may be closed again before anybody looks
        if (!session_->open(options) || !QTest::qWaitFor([this] { return wasOpen_; }, Patience)) {
            qFatal("the session does not open");
        }
    }

    session::Session::State state() const { return session_->state(); }
    /// The editor of the current mode.
    QPlainTextEdit& editor()
    {
        return *composer.pane().findChild<QPlainTextEdit*>("composerEditor");
    }
    template <class Widget>
    Widget& part(const char* name)
    {
        return *composer.findChild<Widget*>(name);
    }
    ui::CloseCodeField& code() { return *composer.findChild<ui::CloseCodeField*>(); }
    QLineEdit& reason() { return *composer.findChild<QLineEdit*>("composerReason"); }
    QPushButton& sendButton() { return *composer.findChild<QPushButton*>("composerSend"); }
    /// Raw bytes in place of frames.
    void clickRawBytes()
    {
        click(ui::Composer::Raw);
        part<QComboBox>("rawWays").setCurrentIndex(ui::RawMode::Bytes);
    }
    QString label(const char* name) const { return composer.findChild<QLabel*>(name)->text(); }
    QString note() const { return label("composerNote"); }
    bool noteIsBad() const
    {
        return composer.findChild<QLabel*>("composerNote")->property("role") == "bad";
    }

    void click(ui::Composer::Mode mode)
    {
        auto* bar = composer.findChild<QTabBar*>("composerModes");
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(mode).center());
    }
    void type(const QString& text) { QTest::keyClicks(&editor(), text); }
    void pressSend()
    {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    }

    /// The frames that have gone out: "text hello", "binary 00ff".
    QStringList sent() const
    {
        QStringList lines;
        const auto timeline = session_->timeline();
        timeline::StreamReader reader(*timeline);
        for (std::uint32_t n = 0; n < timeline->size(); ++n) {
            const timeline::Entry& entry = timeline->entry(EventId{n});
            if (timeline::isLifeCycle(entry.type) || entry.direction() == Direction::In) {
                continue;
            }
            const Bytes payload = reader.payload(EventId{n}).value();
            const QByteArray bytes(reinterpret_cast<const char*>(payload.data()),
                                   static_cast<qsizetype>(payload.size()));
            const bool isText =
                entry.type == timeline::Type::Text || entry.type == timeline::Type::Ping;
            const auto name = timeline::typeName(entry.type);
            lines += QString::fromLatin1(name.data(), static_cast<qsizetype>(name.size())) + ' ' +
                     (isText ? toQString(bytes.toStdString()) : QString::fromLatin1(bytes.toHex()));
        }
        return lines;
    }

    ui::Composer composer;

private:
    QTemporaryDir folder_;
    std::unique_ptr<session::Session> session_;
    bool wasOpen_ = false;
};

} // namespace framescope::test
