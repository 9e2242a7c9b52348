// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/frame_script.h"

#include <QtTest>

// Rows of tests of FrameStream.
namespace frame_stream_rows {

using namespace framescope;
using namespace framescope::wire;
using namespace framescope::test;

enum class Agreed { Nothing, Deflate, DeflateWithoutContext };

inline FrameStream::Options optionsFor(Direction direction, Agreed agreed)
{
    FrameStream::Options options;
    options.direction = direction;
    options.inflateLimit = 1000;
    if (agreed != Agreed::Nothing) {
        options.deflate.emplace();
        options.deflate->serverNoContextTakeover = agreed == Agreed::DeflateWithoutContext;
        options.deflate->clientNoContextTakeover = agreed == Agreed::DeflateWithoutContext;
    }
    return options;
}

inline void columns()
{
    QTest::addColumn<Direction>("direction");
    QTest::addColumn<Agreed>("agreed");
    QTest::addColumn<QString>("wire");
    QTest::addColumn<QString>("lines");
}

class Row
{
public:
    Row(const char* name, Direction direction, Agreed agreed = Agreed::Nothing)
        : name_(name), direction_(direction), agreed_(agreed)
    {
    }
    Row& wire(const char* picture)
    {
        wire_ = picture;
        return *this;
    }
    template <class... Lines>
    void says(Lines... lines)
    {
        const std::array<const char*, sizeof...(lines)> all{lines...};
        QTest::newRow(name_) << direction_ << agreed_ << wire_
                             << joined(std::vector<std::string>(all.begin(), all.end()));
    }

private:
    const char* name_;
    Direction direction_;
    Agreed agreed_;
    QString wire_;
};

inline Row in(const char* name, Agreed agreed = Agreed::Nothing)
{
    return Row(name, Direction::In, agreed);
}

inline Row out(const char* name, Agreed agreed = Agreed::Nothing)
{
    return Row(name, Direction::Out, agreed);
}

/// The same whether the bytes come at once, one by one, or cut in two anywhere.
inline void playRow()
{
    QFETCH(Direction, direction);
    QFETCH(Agreed, agreed);
    QFETCH(QString, wire);
    QFETCH(QString, lines);
    const FrameStream::Options options = optionsFor(direction, agreed);
    const Bytes bytes = bytesOf(wire.toStdString());
    QCOMPARE(joined(playFrames(options, bytes)), lines);

    std::vector<std::size_t> everywhere;
    const std::size_t step = bytes.size() > 1000 ? 101 : 1;
    for (std::size_t cut = 0; cut <= bytes.size(); cut += step) {
        everywhere.push_back(cut);
        QCOMPARE(joined(playFrames(options, bytes, {cut})), lines);
    }
    QCOMPARE(joined(playFrames(options, bytes, everywhere)), lines);
}

} // namespace frame_stream_rows
