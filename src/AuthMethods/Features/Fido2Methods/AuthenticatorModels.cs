namespace AuthMethods.Features.Fido2Methods;

/// <summary>The names of common authenticators, as published by the FIDO Alliance and the vendors.</summary>
internal static class AuthenticatorModels
{
    private static readonly Dictionary<Guid, string> Names = new()
    {
        [new("2fc0579f-8113-47ea-b116-bb5a8db9202a")] = "YubiKey 5 Series with NFC",
        [new("fa2b99dc-9e39-4257-8f92-4a30d23c4118")] = "YubiKey 5 Series with NFC",
        [new("cb69481e-8ff7-4039-93ec-0a2729a154a8")] = "YubiKey 5 Series",
        [new("ee882879-721c-4913-9775-3dfcce97072a")] = "YubiKey 5 Series",
        [new("c5ef55ff-ad9a-4b9f-b580-adebafe026d0")] = "YubiKey 5 Series with Lightning",
        [new("149a2021-8ef6-4133-96b8-81f8d5b7f1f5")] = "Security Key NFC by Yubico",
        [new("6d44ba9b-f6ec-2e49-b930-0c8fe920cb73")] = "Security Key NFC by Yubico",
        [new("f8a011f3-8c0a-4d15-8006-17111f9edc7d")] = "Security Key by Yubico",
        [new("de1e552d-db1d-4423-a619-566b625cdc84")] = "Microsoft Authenticator for Android",
        [new("90a3ccdf-635c-4729-a248-9b709135078f")] = "Microsoft Authenticator for iOS",
        [new("08987058-cadc-4b81-b6e1-30de50dcbe96")] = "Windows Hello Hardware Authenticator",
        [new("9ddd1817-af5a-4672-a2b9-3e3dd95000a9")] = "Windows Hello VBS Hardware Authenticator",
        [new("fbfc3007-154e-4ecc-8c0b-6e020557d7bd")] = "iCloud Keychain",
        [new("ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4")] = "Google Password Manager",
        [new("bada5566-a7aa-401f-bd96-45619a55120d")] = "1Password",
    };

    public static string? NameOf(Guid aaGuid) => Names.GetValueOrDefault(aaGuid);
}
