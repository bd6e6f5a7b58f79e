using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using QRCoder;

namespace AuthMethods.Features.QrCodePinMethods;

/// <summary>A new code with random content, and its image.</summary>
internal sealed class QrCodeDrawing
{
    private const int PixelsPerModule = 8;

    private readonly byte[] _content;

    public QrCodeDrawing(Guid tenant)
    {
        _content = Encoding.ASCII.GetBytes($"{tenant:N}.{Id:N}.{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32))}");
        using var data = QRCodeGenerator.GenerateQrCode(_content, QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(data);
        Image = new(picture.GetGraphic(PixelsPerModule), data.Version, ErrorCorrectionLevel.M, _content);
    }

    public Guid Id { get; } = Guid.NewGuid();

    public QrCodeImage Image { get; }

    public string Hash => Convert.ToHexStringLower(SHA256.HashData(_content));
}
