namespace AuthMethods.Storage;

/// <summary>The name in Graph's metadata of an enumeration that has a shorter name here.</summary>
/// <param name="name">Without the namespace: <c>authenticationPhoneType</c>.</param>
[AttributeUsage(AttributeTargets.Enum)]
internal sealed class GraphNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;

    /// <summary>The names of its members begin with a capital letter.</summary>
    public bool IsCapitalized { get; init; }
}

/// <summary>The value of the member <c>unknownFutureValue</c>, by which Graph's metadata keeps an enumeration open. Bodies cannot send it.</summary>
[AttributeUsage(AttributeTargets.Enum)]
internal sealed class UnknownFutureValueAttribute(int value) : Attribute
{
    public int Value { get; } = value;
}
