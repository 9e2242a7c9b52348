// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/demo/demo_server_thread.h"
#include "support/patience.h"
#include "ui/page/connection_control.h"
#include "ui/page/session_page.h"
#include "ui/style/theme.h"
#include "ui/window/main_window.h"

#include <QString>
#include <QTemporaryDir>

#include <memory>

class QDialog;
class QLineEdit;

namespace framescope::test {

// The real window on a real demo server, with folders of its own. Everything is done as a
// person does it: by keyboard and mouse.
class WindowFixture
{
public:
    WindowFixture();
    ~WindowFixture();

    ui::MainWindow& window() { return *window_; }
    ui::SessionPage& page() { return *window_->currentPage(); }
    // "ws://127.0.0.1:PORT" + path
    QString url(const QString& path) const { return server_->url() + path; }
    QString file(const QString& name) const { return folder_.filePath(name); }
    // Writes a file of that name; returns its path.
    QString write(const QString& name, const QByteArray& text) const;
    const QString& recordingsFolder() const { return recordings_; }

    // Ends the window, without a question, and starts another: on the same folders, or with
    // `recordings` for its own.
    void restart(const QString& recordings = {});

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(QLineEdit* field, const QString& text);
    // Types an address into the current tab, and Enter.
    void connectTo(const QString& path);
    // The dialog that is open, once there is one; null where none comes.
    QDialog* dialog(int milliseconds = Patience);
    void giveFileName(const QString& path);
    // A session that echoed a word; it is closed unless `open`.
    void recordSomething(bool open = false);

    bool isOpen();
    bool isClosed();
    // Closed, and the last row says so.
    bool isShownClosed();
    QString stateWord();
    int rowCount();
    // The row of the current tab whose preview starts so; -1 is none.
    int rowOf(const QString& preview);
    // The same, once it is there: rows come later than events, and previews than rows.
    int shownRow(const QString& preview);

private:
    void createWindow();

    QTemporaryDir folder_;
    QString recordings_ = folder_.filePath(QStringLiteral("recordings"));
    std::unique_ptr<scenario::DemoServerThread> server_;
    std::unique_ptr<ui::MainWindow> window_;
};

/// Ends the program, with what it says, where a picture can't be made.
void require(bool condition, const char* what);

} // namespace framescope::test
