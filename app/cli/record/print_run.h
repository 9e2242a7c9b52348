// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/event_printer.h"
#include "cli/output.h"

#include <QObject>
#include <QThread>

#include <atomic>
#include <memory>

namespace framescope::cli {

/// Prints the events of a session while it runs, in a thread of its own: neither a huge message nor
/// a reader that is slow holds the session up.
class PrintRun : public QObject
{
    Q_OBJECT

public:
    PrintRun(std::shared_ptr<const timeline::Timeline> timeline,
             const EventPrinter::Options& options);
    /// Waits until what was begun is printed.
    ~PrintRun() override;

    /// Prints what is new.
    void update();
    /// The same; emits `finished` then.
    void finish();
    /// The error of standard output; nullptr if there is none. Call it after `finished`.
    const Error* error() const { return output_.error() ? &*output_.error() : nullptr; }

signals:
    /// Emitted when events can't be read; nothing more is printed.
    void failed(const framescope::Error& error);
    /// Emitted when there is an error of standard output. That its reader has left is none: nothing
    /// more is printed then.
    void ended();
    void finished();

private:
    void print();

    // Used in the thread.
    Output output_;
    EventPrinter printer_;
    bool ended_ = false;

    std::atomic<bool> due_{false}; ///< a call of `print` is queued
    QThread thread_;
    QObject inThread_;
};

} // namespace framescope::cli
