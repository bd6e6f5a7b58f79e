using System.Text;
using QRCoder;

namespace AuthMethods.Features.QrCodePinMethods;

/// <summary>A new code with random content, and its image.</summary>
internal sealed class QrCodeDrawing
{
    private const int PixelsPerModule = 8;

    private readonly QrCodeContent _content;

    public QrCodeDrawing(Guid tenant, Guid user)
    {
        _content = QrCodeContent.New(tenant, user);
        var bytes = Encoding.ASCII.GetBytes(_content.Text);
        using var data = QRCodeGenerator.GenerateQrCode(bytes, QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(data);
        Image = new(picture.GetGraphic(PixelsPerModule), data.Version, ErrorCorrectionLevel.M, bytes);
    }

    public Guid Id { get; } = Guid.NewGuid();

    public QrCodeImage Image { get; }

    public string Hash => _content.Hash;
}
