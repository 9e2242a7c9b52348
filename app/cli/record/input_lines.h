// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>

#include <cstdint>

namespace framescope::cli {

/// The lines of standard input, as they arrive. While another job has the terminal, nothing is
/// read, since reading would stop this process.
class InputLines : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype MaxLine = qsizetype{64} * 1024 * 1024;

    explicit InputLines(QObject* parent = nullptr);

    /// Lines are read and passed on only while they are wanted; initially they are not. A slot of
    /// `line` may call this with false: the next line follows when lines are wanted again.
    void setWanted(bool wanted);
    /// Number of the last line passed on, from 1.
    std::uint64_t number() const { return number_; }
    /// Some input was not passed on. The unfinished line of a terminal is not known.
    bool isLeft() const;

signals:
    /// A line without its end. Text after the last line break is a line too.
    void line(const QByteArray& text);
    /// A line of more than `MaxLine` bytes has ended; it is left out.
    void lineTooLong();
    /// Nothing more will come.
    void ended();

private:
    void read();
    void passOn();

    QSocketNotifier notifier_;
    QByteArray ahead_;       ///< read and not yet passed on
    qsizetype searched_ = 0; ///< this many of these bytes have no line break
    std::uint64_t number_ = 0;
    bool wanted_ = false;
    bool passing_ = false;
    bool leavingOut_ = false; ///< ignores bytes up to the next line break
    bool exhausted_ = false;  ///< nothing more can be read
    bool endTold_ = false;
};

} // namespace framescope::cli
