// SPDX-License-Identifier: GPL-3.0-or-later
#include "window_fixture.h"

#include "ui/connect/address_bar.h"

#include <QApplication>
#include <QDialog>
#include <QFile>
#include <QLineEdit>
#include <QTest>

namespace framescope::test {

namespace {

ui::style::Theme& theme()
{
    static auto* only = new ui::style::Theme(*static_cast<QApplication*>(qApp));
    return *only;
}

} // namespace

WindowFixture::WindowFixture()
{
    theme();
    auto started = scenario::DemoServerThread::start();
    if (!started) {
        qFatal("%s", started.error().message().c_str());
    }
    server_ = std::move(*started);
    createWindow();
}

WindowFixture::~WindowFixture() = default;

void WindowFixture::createWindow()
{
    ui::WindowOptions options;
    options.recordingsFolder = recordingsFolder();
    options.settingsFile = file(QStringLiteral("settings.ini"));
    options.collectionFolder = file(QStringLiteral("connections"));
    options.forgetsSecrets = true;
    options.demo = [this](const auto& then) { then(Result<QString>(server_->url())); };
    options.chooseTheme = [](ui::style::ThemeChoice choice) { theme().choose(choice); };
    window_ = std::make_unique<ui::MainWindow>(std::move(options));
    window_->resize(1200, 800);
    window_->show();
    QVERIFY(QTest::qWaitForWindowActive(window_.get(), Patience));
}

QString WindowFixture::write(const QString& name, const QByteArray& text) const
{
    QFile out(file(name));
    if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size()) {
        qFatal("%s could not be written", qPrintable(out.fileName()));
    }
    return out.fileName();
}

void WindowFixture::restart(const QString& recordings)
{
    window_.reset();
    if (!recordings.isEmpty()) {
        recordings_ = recordings;
    }
    createWindow();
}

void WindowFixture::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    if (!QApplication::activeWindow()) { // as a desktop does when a dialog is gone
        window_->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window_.get(), Patience));
    }
    QWidget* target = QApplication::focusWidget();
    QTest::keyClick(target ? target : window_.get(), key, modifiers);
}

void WindowFixture::type(QLineEdit* field, const QString& text)
{
    field->setFocus();
    field->selectAll();
    QTest::keyClicks(field, text);
}

void WindowFixture::connectTo(const QString& path)
{
    auto* field = page().findChild<QLineEdit*>(QStringLiteral("address"));
    type(field, url(path));
    QTest::keyClick(field, Qt::Key_Return);
}

QDialog* WindowFixture::dialog(int milliseconds)
{
    QDialog* found = nullptr;
    const auto look = [&found] {
        for (QWidget* widget : QApplication::topLevelWidgets()) {
            auto* candidate = qobject_cast<QDialog*>(widget);
            if (candidate && candidate->isVisible()) {
                found = candidate;
                return true;
            }
        }
        return false;
    };
    return QTest::qWaitFor(look, milliseconds) ? found : nullptr;
}

void WindowFixture::giveFileName(const QString& path)
{
    QDialog* asked = dialog();
    QVERIFY(asked);
    auto* field = asked->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
    QVERIFY(field);
    field->setText(path);
    QTest::keyClick(field, Qt::Key_Return);
}

void WindowFixture::recordSomething(bool open)
{
    connectTo(QStringLiteral("/echo"));
    QTRY_VERIFY(isOpen());
    QVERIFY(page().document().session()->send(message::Text{QStringLiteral("something")}));
    QTRY_VERIFY(rowOf(QStringLiteral("something")) > 0);
    if (!open) {
        page().connection().disconnectNormally();
        QTRY_VERIFY(isShownClosed());
    }
}

bool WindowFixture::isOpen()
{
    return page().document().state() == session::Session::State::Open;
}

bool WindowFixture::isClosed()
{
    return page().document().state() == session::Session::State::Closed;
}

bool WindowFixture::isShownClosed()
{
    const auto& model = page().model();
    const QModelIndex last = model.index(model.rowCount() - 1, 0);
    return isClosed() && last.data(present::TimelineModel::TypeRole).toInt() ==
                             static_cast<int>(timeline::Type::Closed);
}

QString WindowFixture::stateWord()
{
    return page().look().word;
}

int WindowFixture::rowCount()
{
    return page().model().rowCount();
}

int WindowFixture::rowOf(const QString& preview)
{
    auto& model = page().model();
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row, present::TimelineModel::Preview)
                .data()
                .toString()
                .startsWith(preview)) {
            return row;
        }
    }
    return -1;
}

int WindowFixture::shownRow(const QString& preview)
{
    if (!QTest::qWaitFor([&] { return rowOf(preview) >= 0; }, Patience)) {
        qWarning("no row begins with %s", qPrintable(preview));
    }
    return rowOf(preview);
}

void require(bool condition, const char* what)
{
    if (!condition) {
        qFatal("the picture can't be made: %s", what);
    }
}

} // namespace framescope::test
