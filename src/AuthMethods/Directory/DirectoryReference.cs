using AuthMethods.Storage;
using AuthMethods.Wire;
using AuthMethods.Wire.Errors;
using AuthMethods.Wire.Json;

namespace AuthMethods.Directory;

/// <summary>Parses a body like <c>{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/{id}"}</c>.</summary>
internal static class DirectoryReference
{
    public static Guid Read(GraphBody body)
    {
        if (body.IsEmpty) throw GraphErrors.EmptyPayload();
        return Parse(body.Parameters().Text("@odata.id") ?? throw GraphErrors.InvalidReference());
    }

    /// <summary>Only the last segment, or the key in parentheses there, is used; the host is ignored.</summary>
    public static Guid Parse(string address)
    {
        var last = address.TrimEnd('/').Split('/')[^1];
        if (last.Split('\'') is [var opening, var key, ")"] && opening.EndsWith('(')) last = key;
        return GuidKey.TryParse(last, out var id) ? id : throw GraphErrors.InvalidReference();
    }
}
