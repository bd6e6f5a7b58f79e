using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using AuthMethods.Access;
using AuthMethods.Storage;

namespace AuthMethods.Tests;

/// <summary>Stores can be used without a server: nothing in them, not even in a method's body, uses ASP.NET Core.</summary>
public sealed class StoresKnowNoHttpTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes)
        .GetFields().Select(f => (OpCode)f.GetValue(null)!).ToDictionary(o => o.Value);

    [Fact]
    public void StoreAndChanges_NameNothingOfAspNetCore()
    {
        var offences = typeof(Changes).Assembly.GetTypes().Where(IsStore).SelectMany(WithNested)
            .SelectMany(type => Named(type).Where(IsOfAspNetCore).Select(named => $"{type} names {named}")).Distinct().Order().ToArray();

        Assert.True(offences.Length == 0, string.Join('\n', offences));
    }

    [Fact]
    public void Scan_FindsWhatABodyUses()
    {
        var named = WithNested(typeof(GraphSpeaker)).SelectMany(Named).ToArray();

        Assert.Contains(typeof(Microsoft.AspNetCore.Http.DefaultHttpContext), named);
        Assert.Contains(typeof(Microsoft.AspNetCore.Http.HeaderDictionary), named);
    }

    private static bool IsStore(Type type) => type.Namespace?.StartsWith("AuthMethods.", StringComparison.Ordinal) == true && !type.IsNested
        && (type.Name.Split('`')[0].EndsWith(
            "Store",
            StringComparison.Ordinal) || type == typeof(Changes) || type == typeof(CallContext) || type == typeof(Change) || type == typeof(Writer));

    private static bool IsOfAspNetCore(Type type) => type.Namespace?.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) == true;

    /// <summary>The compiler puts lambdas and asynchronous bodies into nested types.</summary>
    private static IEnumerable<Type> WithNested(Type type) => type.GetNestedTypes(Declared).SelectMany(WithNested).Prepend(type);

    private static IEnumerable<Type> Named(Type type)
    {
        IEnumerable<MethodBase> methods = [.. type.GetMethods(Declared), .. type.GetConstructors(Declared)];
        return type.GetFields(Declared).Select(f => f.FieldType).Append(type.BaseType!).OfType<Type>()
            .Concat(methods.SelectMany(m => m.GetParameters().Select(p => p.ParameterType)))
            .Concat(methods.OfType<MethodInfo>().Select(m => m.ReturnType))
            .Concat(methods.SelectMany(InBody)).SelectMany(Parts);
    }

    private static IEnumerable<Type> InBody(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body) return [];
        var ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        return body.LocalVariables.Select(l => l.LocalType)
            .Concat(Tokens(body.GetILAsByteArray()!).Select(token => method.Module.ResolveMember(token, ofType, ofMethod)).SelectMany(InMember));
    }

    private static IEnumerable<Type> InMember(MemberInfo? member) => member switch
    {
        Type type => [type],
        FieldInfo field => [field.DeclaringType!, field.FieldType],
        MethodBase method =>
        [
            method.DeclaringType!,
            .. method.GetParameters().Select(p => p.ParameterType),
            .. method is MethodInfo { ReturnType: var result } ? [result] : Type.EmptyTypes,
            .. method.IsGenericMethod ? method.GetGenericArguments() : [],
        ],
        _ => [],
    };

    private static IEnumerable<int> Tokens(byte[] il)
    {
        for (var at = 0; at < il.Length;)
        {
            var code = il[at] == 0xFE ? OpCodesByValue[(short)(0xFE00 | il[at + 1])] : OpCodesByValue[il[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                yield return BitConverter.ToInt32(il, at);
            }

            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(il, at)),
                _ => 4,
            };
        }
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!) : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type) : [type];

    private static class GraphSpeaker
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static async Task<string?> SpeakAsync()
        {
            await Task.Yield();
            return new Microsoft.AspNetCore.Http.DefaultHttpContext()
                .Request.Headers is Microsoft.AspNetCore.Http.HeaderDictionary { Count: > 0 } headers ? headers.ToString() : null;
        }
    }
}
