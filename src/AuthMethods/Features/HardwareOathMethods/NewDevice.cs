using AuthMethods.Credentials;
using AuthMethods.Directory;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Features.HardwareOathMethods;

/// <summary>The token that a request creates.</summary>
internal sealed record NewDevice(
    string SerialNumber, string Manufacturer, string Model, string SecretKey, int TimeIntervalInSeconds,
    HashFunction HashFunction, string? DisplayName, string? AssignTo)
{
    /// <summary>The user of <see cref="AssignTo"/>, once loaded.</summary>
    public TargetUser? Holder { get; init; }

    public static NewDevice Read(GraphBody body, GraphVersion version)
    {
        var sent = body.Of<HardwareOathDevice>(version);
        var secret = Required(sent, "secretKey");
        return new(
            RequiredKey(sent, "serialNumber"), RequiredKey(sent, "manufacturer"), Required(sent, "model"),
            Base32.Decode(secret) is null ? throw GraphErrors.InvalidMethodValue("secretKey") : secret,
            DevicePatch.ReadInterval(sent) ?? throw GraphErrors.InvalidMethodValue(DevicePatch.Interval),
            DevicePatch.ReadHashFunction(sent) ?? HashFunction.Hmacsha1,
            sent.ShortText("displayName"),
            sent.Complex("assignTo") is { } user ? user.Text("id") ?? throw GraphErrors.InvalidMethodValue("assignTo") : null);
    }

    public HardwareOathDeviceRow ToRow(Guid tenant, string encryptedSecret) => new()
    {
        TenantId = tenant,
        Id = Guid.NewGuid(),
        DisplayName = DisplayName,
        SerialNumber = SerialNumber,
        Manufacturer = Manufacturer,
        Model = Model,
        EncryptedSecret = encryptedSecret,
        TimeIntervalInSeconds = TimeIntervalInSeconds,
        HashFunction = HashFunction,
    };

    private static string RequiredKey(GraphBody.Sent sent, string property) =>
        Key(sent, property) is { Length: > 0 } key ? key : throw GraphErrors.InvalidMethodValue(property);

    private static string Required(GraphBody.Sent sent, string property) =>
        sent.ShortText(property) is { Length: > 0 } text ? text : throw GraphErrors.InvalidMethodValue(property);

    // Some engines ignore spaces at the end when they compare keys.
    internal static string? Key(GraphBody.Sent sent, string property) =>
        sent.ShortText(property) is var key && key?.EndsWith(' ') != true ? key : throw GraphErrors.InvalidMethodValue(property);
}

/// <summary>The properties that a request changes on a token.</summary>
internal sealed record DevicePatch(string? DisplayName, string? Manufacturer, string? Model, int? TimeIntervalInSeconds, HashFunction? HashFunction)
{
    internal const string Interval = "timeIntervalInSeconds";

    public static DevicePatch Read(GraphBody body, GraphVersion version)
    {
        var sent = body.Of<HardwareOathDevice>(version);
        foreach (var readOnly in new[] { "serialNumber", "secretKey" })
        {
            if (sent.Has(readOnly)) throw GraphErrors.InvalidMethodValue(readOnly);
        }

        return new(sent.ShortText("displayName"), NewDevice.Key(sent, "manufacturer"), sent.ShortText("model"), ReadInterval(sent), ReadHashFunction(sent));
    }

    internal static int? ReadInterval(GraphBody.Sent sent) => sent.Number(Interval) switch
    {
        null => null,
        (30 or 60) and var seconds => seconds,
        _ => throw GraphErrors.InvalidMethodValue(Interval),
    };

    internal static HashFunction? ReadHashFunction(GraphBody.Sent sent) =>
        sent.Member<HashFunction>("hashFunction");
}
