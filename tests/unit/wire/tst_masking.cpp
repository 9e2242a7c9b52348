// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/test_program.h"
#include "wire/frames/masking.h"

#include <QtTest>

namespace tst_masking {

using namespace framescope;
using namespace framescope::wire;

namespace {

Bytes ascending(std::size_t size)
{
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) {
        bytes[i] = static_cast<std::uint8_t>(i * 7 + 1);
    }
    return bytes;
}

/// A literal implementation of RFC 6455 5.3.
Bytes maskedByTheBook(Bytes bytes, const MaskKey& key, std::uint64_t offset)
{
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = bytes[i] ^ key[(i + offset) % 4];
    }
    return bytes;
}

} // namespace

class TestMasking : public QObject
{
    Q_OBJECT

private slots:
    void example();
    void everyLengthAndOffset();
    void unalignedStart();
    void zeroKeyChangesNothing();
    void offsetBeyond32Bits();
};

/// RFC 6455 5.7: a masked "Hello".
void TestMasking::example()
{
    Bytes bytes{0x7f, 0x9f, 0x4d, 0x51, 0x58};
    applyMask(bytes, {0x37, 0xfa, 0x21, 0x3d});
    QCOMPARE(asText(bytes), std::string_view("Hello"));
}

void TestMasking::everyLengthAndOffset()
{
    const MaskKey key{0x37, 0xfa, 0x21, 0x3d};
    for (std::size_t size = 0; size <= 131; ++size) {
        for (std::uint64_t offset = 0; offset < 9; ++offset) {
            Bytes bytes = ascending(size);
            const Bytes wanted = maskedByTheBook(bytes, key, offset);
            applyMask(bytes, key, offset);
            QCOMPARE(bytes, wanted);
            Bytes copied(size);
            copyMasked(ascending(size), copied.data(), key, offset);
            QCOMPARE(copied, wanted);
            applyMask(bytes, key, offset);
            QCOMPARE(bytes, ascending(size));
        }
    }
}

void TestMasking::unalignedStart()
{
    const MaskKey key{1, 2, 4, 8};
    for (std::size_t start = 0; start < 16; ++start) {
        Bytes bytes = ascending(100);
        Bytes wanted = bytes;
        const Bytes tail =
            maskedByTheBook(Bytes(wanted.begin() + static_cast<int>(start), wanted.end()), key, 3);
        std::copy(tail.begin(), tail.end(), wanted.begin() + static_cast<int>(start));
        applyMask(MutableByteView(bytes).subspan(start), key, 3);
        QCOMPARE(bytes, wanted);
    }
}

void TestMasking::zeroKeyChangesNothing()
{
    Bytes bytes = ascending(77);
    applyMask(bytes, {}, 2);
    QCOMPARE(bytes, ascending(77));
}

void TestMasking::offsetBeyond32Bits()
{
    const MaskKey key{0x37, 0xfa, 0x21, 0x3d};
    const std::uint64_t offset = (std::uint64_t{1} << 63) + 3;
    Bytes bytes = ascending(21);
    applyMask(bytes, key, offset);
    QCOMPARE(bytes, maskedByTheBook(ascending(21), key, 3));
}

FRAMESCOPE_TEST(TestMasking)

} // namespace tst_masking

#include "tst_masking.moc"
