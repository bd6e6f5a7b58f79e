using System.Text.Json.Serialization;

namespace AuthMethods.Storage;

/// <summary>What rows keep as JSON text.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class StorageJson : JsonSerializerContext;
