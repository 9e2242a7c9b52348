// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection_options.h"
#include "ui/widgets/state_indicator.h"

#include <QDir>
#include <QString>
#include <QWidget>

class QFileDialog;

namespace framescope::ui {

/// What a page is for, where it is not the user's own session: a scenario or a server, which writes
/// the recording that the page shows. It stands at the left of the timeline. Its focus proxy is
/// what the keyboard goes to.
class TaskPane : public QWidget
{
    Q_OBJECT

public:
    using QWidget::QWidget;

    /// The title of the tab, and what stands in place of the address.
    virtual QString title() const = 0;
    virtual QString place() const = 0;
    virtual StateLook look() const = 0;
    /// What stands beside the look, such as how long it runs; may be empty.
    virtual QString note() const { return {}; }

    /// Its width, in pixels, and the name under which the user's own is kept.
    virtual int usualWidth() const { return 400; }
    virtual QString layoutName() const { return QStringLiteral("task"); }

    /// In the menu Session, with a mnemonic: what F5 and Shift+F5 do here.
    virtual QString startText() const = 0;
    virtual QString stopText() const = 0;
    virtual bool canStart() const = 0;
    virtual bool canStop() const = 0;
    virtual void start() = 0;
    virtual void stop() = 0;

    /// Whether the recording is a server's: its rows name the sides, as "in" is from the server.
    virtual bool isServer() const { return false; }
    /// The address of the server that it plays now; empty if there is none.
    virtual QString servedUrl() const { return {}; }
    /// How a client connects to it: with a path that is played, and trust in its certificate.
    virtual connection::ConnectionOptions servedOptions() const { return {}; }

    /// The user's file that is edited here; empty if it has none yet.
    virtual QString file() const { return {}; }
    /// A name for that file, the dialog's types of files, and what is added to a name without a
    /// dot.
    virtual QString proposedFile(const QDir& folder) const { return folder.path(); }
    virtual QString fileTypes() const { return {}; }
    virtual QString suffix() const { return {}; }
    /// A sentence about what closing the tab would stop; empty if there is nothing.
    virtual QString underWay() const { return {}; }
    /// Whether closing the tab would lose something besides the recording.
    virtual bool isUnsaved() const { return false; }
    /// What that is, as a sentence and in a word or two.
    virtual QString unsavedSentence() const;
    virtual QString unsavedWord() const { return tr("the changes"); }
    /// Whether Save means what is edited here rather than the recording.
    virtual bool takesSave() const { return false; }
    /// Saves what is edited to a file; false, and the reason is shown, on failure.
    virtual bool saveTo(const QString& /*file*/) { return true; }
    /// A dialog that asks for a file name and emits `fileSelected`.
    QFileDialog* makeSaveDialog(QWidget* parent) const;

signals:
    /// Emitted when what is edited was saved to a file that can be opened again.
    void saved(const QString& file);
    /// Emitted when any of the above may be another.
    void changed();
};

} // namespace framescope::ui
