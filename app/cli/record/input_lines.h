// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include <cstdint>

namespace framescope::cli {

/// The lines of standard input, as they come. Where it is a terminal that another job has,
/// nothing is read, since that would stop this one.
class InputLines : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype MaxLine = qsizetype{64} * 1024 * 1024;

    explicit InputLines(QObject* parent = nullptr);

    /// Reads and passes on only while it is wanted; not at first. A slot of `line` may take it
    /// back: the next line comes when it is wanted again.
    void setWanted(bool wanted);
    /// Of the line that was told last, from 1.
    std::uint64_t number() const { return number_; }
    /// Something has come that was not passed on; of a terminal what is in its line is not known.
    bool isLeft() const;

signals:
    /// Without its end. What stands after the last line break is a line too.
    void line(const QByteArray& text);
    /// A line of more than `MaxLine` bytes came to its end; it is left out.
    void lineTooLong();
    /// Nothing more will come.
    void ended();

private:
    void read();
    void passOn();

    QSocketNotifier notifier_;
    QByteArray ahead_;       ///< what was read and not passed on
    qsizetype searched_ = 0; ///< of it: there is no line break in that
    std::uint64_t number_ = 0;
    bool wanted_ = false;
    bool passing_ = false;
    bool leavingOut_ = false; ///< what comes up to the next line break
    bool exhausted_ = false;  ///< nothing more can be read
    bool endTold_ = false;
};

} // namespace framescope::cli
