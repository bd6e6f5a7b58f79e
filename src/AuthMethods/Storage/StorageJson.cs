using System.Text.Json.Serialization;

namespace AuthMethods.Storage;

/// <summary>The types that rows store as JSON text.</summary>
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(UserLicense[]))]
internal sealed partial class StorageJson : JsonSerializerContext;
